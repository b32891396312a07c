#!/usr/bin/env python3
"""The curves without programs: slopes, verdicts, room on the disk, which sizes run, what fails."""
import json
import os
import random
import runpy
import sys
import tempfile
import types
import unittest
from unittest import mock

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "e2e")]
import case
import curve_table
import space
import verdict
from curves import CURVES
from curves.curve import Curve
from curves.files import crowd, spread
from world import Failure

scale = types.SimpleNamespace(**runpy.run_path(os.path.join(HERE, "scale"), run_name="scale"))


def run_of(seconds, **more):
    return {"wall_s": seconds, "step_s": seconds, "cpu_s": seconds / 2, "client_peak_bytes": 30e6, "server_peak_bytes": 20e6,
            "wire_bytes": 1, **more}


def chosen(curves=(), sizes=None, most=None, scale=1):
    options = types.SimpleNamespace(sizes=sizes, most=most, scale=scale)
    return [(curve.name, size) for curve, size in space.wanted([CURVES[name] for name in curves or CURVES], options)]


class TheTime(unittest.TestCase):
    def test_the_slope_is_that_of_log_log_paper(self):
        for power in (0, 0.5, 1, 2):
            growth, = verdict.growths({1_000: run_of(0.02), 10_000: run_of(0.02 * 10**power)})
            self.assertAlmostEqual(growth.slope, power)
            self.assertAlmostEqual(growth.cpu_slope, power)

    def test_sizes_need_not_be_decades(self):
        growth, = verdict.growths({2_000: run_of(2), 16_000: run_of(16 * 8)})
        self.assertAlmostEqual(growth.slope, 2)
        self.assertTrue(growth.slower)

    def test_linear_and_a_little_more_is_no_slower(self):
        runs = {1_000: run_of(1), 10_000: run_of(12.9), 100_000: run_of(129)}
        self.assertEqual(verdict.time_verdict(runs), ("no slower than linear", True))

    def test_one_step_that_grows_faster_is_named_with_its_sizes(self):
        words, fine = verdict.time_verdict({1_000: run_of(1), 10_000: run_of(10), 100_000: run_of(131)})
        self.assertIs(fine, False)
        self.assertIn("10,000 → 100,000 takes 13.1 × as long", words)
        self.assertNotIn("1,000 → 10,000", words)

    def test_what_takes_less_than_a_second_is_not_judged(self):
        self.assertEqual(verdict.time_verdict({10: run_of(0.01), 100: run_of(0.9)}), ("under a second", None))
        self.assertIs(verdict.time_verdict({10: run_of(0.01), 100: run_of(0.9), 1_000: run_of(9)})[1], True)

    def test_one_size_alone_is_not_judged(self):
        self.assertEqual(verdict.time_verdict({1_000: run_of(100)}), ("one size alone", None))

    def test_no_time_at_all_breaks_nothing(self):
        self.assertIsNone(verdict.time_verdict({1: run_of(0), 10: run_of(0)})[1])


class TheMemory(unittest.TestCase):
    def test_limits_are_those_of_the_design(self):
        files = CURVES["files"]
        self.assertEqual([files.memory_limit(size) for size in (1_000, 100_000, 100_001, 1_000_000, 1_000_001)],
                         [120e6, 120e6, 400e6, 400e6, None])
        self.assertIsNone(CURVES["random"].memory_limit(8))

    def test_too_much_is_named_with_its_size(self):
        runs = {100_000: run_of(1, client_peak_bytes=119e6), 1_000_000: run_of(1, client_peak_bytes=401e6)}
        words, fine = verdict.memory_verdict(CURVES["files"], runs)
        self.assertIs(fine, False)
        self.assertIn("401 MB of 400 for 1,000,000", words)
        self.assertNotIn("for 100,000", words)

    def test_where_there_is_no_limit_nothing_is_said(self):
        self.assertEqual(verdict.memory_verdict(CURVES["random"], {8: run_of(1, client_peak_bytes=9e9)}), ("", None))


class TheCases(unittest.TestCase):
    def test_all_sizes_run_when_nothing_is_said(self):
        self.assertIn(("files", 1_000_000), chosen())
        self.assertIn(("random", 8 * 1024), chosen())
        self.assertIn(("sparse", 20 * 1024), chosen())
        self.assertIn(("folder", 100_000), chosen())
        self.assertIn(("projects", 1_000), chosen())
        self.assertIn(("revisions", 10_000), chosen())

    def test_most_counts_in_files_and_leaves_every_curve_its_least(self):
        self.assertEqual(chosen(most=1_000), [("files", 1_000), ("folder", 1_000), ("projects", 10), ("revisions", 10), ("random", 8),
                                              ("sparse", 20)])

    def test_sizes_and_scale(self):
        self.assertEqual(chosen(["files"], sizes=[100, 3_000]), [("files", 100), ("files", 3_000)])
        self.assertEqual(chosen(["files"], scale=0.1)[-1], ("files", 100_000))
        self.assertEqual(chosen(["random"], scale=0.01), [("random", 1), ("random", 8), ("random", 82)])

    def test_what_the_disk_has_no_room_for_is_left_out_with_its_reason(self):
        curve = Curve()
        curve.disk_bytes, curve.inodes = 1e6, 2
        cases = [(curve, size) for size in (1_000, 10_000, 100_000)]
        fit, left_out = space.fitting(cases, (space.RESERVE_BYTES + 10e9, None))
        self.assertEqual(fit, cases[:2])
        (left, why), = left_out
        self.assertEqual(left, cases[2])
        self.assertEqual(why, "needs 103.0 GB of disk, 13.0 GB are free")

    def test_a_disk_of_its_own_counts_whole(self):
        curve = Curve()
        curve.disk_bytes, curve.inodes = 1e6, 2
        there = (space.RESERVE_BYTES + 10e9, 10)  # inodes are its own
        fit, left_out = space.fitting([(curve, 1_000), (curve, 7_000)], there, own_disk=True)
        self.assertEqual(fit, [(curve, 1_000)])
        self.assertEqual(left_out[0][1], "needs 13.1 GB of disk, 13.0 GB are free")
        for curve in CURVES.values():
            largest = space.of_case(curve, curve.sizes[-1])
            self.assertLessEqual(largest, 45e9, curve.name)  # what the README says

    def test_inodes_count_too(self):
        curve = Curve()
        curve.inodes = 2
        fit, left_out = space.fitting([(curve, 1_000), (curve, 1_000_000)], (1e15, 1_000_000))
        self.assertEqual(len(fit), 1)
        self.assertIn("inodes", left_out[0][1])

    def test_kept_folders_lie_beside_each_other(self):
        curve = Curve()
        curve.disk_bytes = 1e6
        cases = [(curve, 1_000)] * 3
        there = (space.RESERVE_BYTES + 2e9, None)
        self.assertEqual(len(space.fitting(cases, there)[0]), 3)
        self.assertEqual(len(space.fitting(cases, there, keep=True)[0]), 2)


class TheRun(unittest.TestCase):
    def run_with(self, sessions):
        """`sessions(spec)` stands for the cells; gives (results, failures, the cases that ran)."""
        asked = []

        def cell_run(spec, *_, script):
            self.assertEqual(script, "case.py")
            asked.append((spec["curve"], spec["size"]))
            return [dict(row) for row in sessions(spec)]

        cases = [(CURVES[name], size) for name, size in (("files", 1_000), ("files", 10_000), ("folder", 1_000))]
        options = types.SimpleNamespace(bin="", seed=1, folder="/nowhere", keep=False, own_disk=False)
        with mock.patch.object(scale.cell, "run", cell_run), mock.patch.dict(scale.run.__globals__, say=lambda text: None):
            return *scale.run(cases, options), asked

    def test_a_wrong_result_fails_and_the_other_curves_go_on(self):
        def sessions(spec):
            first = {"step": "first sync", **run_of(1)}
            return [first, {"error": "not the same"}] if spec["curve"] == "files" else [first, {"end": "done"}]

        results, failures, asked = self.run_with(sessions)
        self.assertEqual(asked, [("files", 1_000), ("folder", 1_000)])
        self.assertEqual(failures, ["files, 1,000 files: not the same"])
        self.assertEqual(list(results), ["files", "folder"])

    def test_a_slow_step_fails_nothing_and_is_said(self):
        results, failures, _ = self.run_with(lambda spec: [{"step": "first sync", **run_of((spec["size"] / 1_000) ** 2)}, {"end": "done"}])
        self.assertEqual(failures, [])
        text = curve_table.table([CURVES["files"], CURVES["random"]], results)
        self.assertIn("| first sync | 10,000 | 100 | 50.0 |", text)
        self.assertIn("- first sync: **slower than linear**: 1,000 → 10,000 takes 100.0 × as long (CPU 100.0 ×); memory within", text)
        self.assertIn("not measured", text)
        kept = json.loads(json.dumps(scale.as_json(CURVES["files"], results["files"])))
        self.assertTrue(kept["verdicts"][0]["missed"])


class TheCase(unittest.TestCase):
    def case(self, folder):
        made = case.Case.__new__(case.Case)
        made.began, made.folder, made.out = 0, folder, os.path.join(folder, "rows")
        made.done = [{"step": "clone", **run_of(1)}]
        made.log = lambda what: None
        return made

    def test_a_step_is_written_only_after_its_result_was_seen_to_be_right(self):
        with tempfile.TemporaryDirectory() as folder:
            made = self.case(folder)
            for side, content in (("A", b"same"), ("B", b"sane")):
                os.makedirs(made.path(side))
                with open(made.path(side, "one"), "wb") as file:
                    file.write(content)
                os.utime(made.path(side, "one"), ns=(1, 1))
            self.assertRaises(Failure, made.seen, (made.path("A"), made.path("B")))
            self.assertFalse(os.path.exists(made.out))
            with open(made.path("B", "one"), "wb") as file:
                file.write(b"same")
            os.utime(made.path("B", "one"), ns=(1, 1))
            made.seen((made.path("A"), made.path("B")))
            with open(made.out, encoding="utf-8") as file:
                self.assertEqual([json.loads(line)["step"] for line in file], ["clone"])

    def test_the_trees_have_as_many_files_as_asked_for(self):
        for make in (spread, crowd):
            with tempfile.TemporaryDirectory() as folder:
                make(folder, random.Random(1), 250)
                self.assertEqual(sum(len(files) for _, _, files in os.walk(folder)), 250)

    def test_the_file_that_is_edited_is_there_at_every_size(self):
        for curve in (CURVES["files"], CURVES["folder"]):
            with tempfile.TemporaryDirectory() as folder:
                curve.make(folder, random.Random(1), 1)
                self.assertTrue(os.path.exists(os.path.join(folder, curve.edited)))


if __name__ == "__main__":
    unittest.main()
