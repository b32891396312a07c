#!/usr/bin/env python3
"""The bench's frame without its peers: who is stopped, who runs again, what is judged, what fails."""
import os
import runpy
import sys
import tempfile
import threading
import types
import unittest
from unittest import mock
from xml.etree import ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "e2e")]
import cell
import data
import disk
import flames
import frames
import session
import table
import turns
from works import WORKS
from works.work import Against, AtLeast, AtMost
from world import Failure

watched = types.SimpleNamespace(**runpy.run_path(os.path.join(HERE, "watched"), run_name="watched"))


def run_of(seconds, **more):
    return {"wall_s": seconds, "step_s": seconds, "cpu_s": 1, "peak_bytes": 1, "client_peak_bytes": 1, "wire_bytes": 1, **more}


class TheTurns(unittest.TestCase):
    def turns(self, sessions, rows, rounds=1, minutes=10, at_once=1):
        """`sessions(spec)` stands for the cells; gives the Turns after the run and the specs that it asked for."""
        asked = []

        def cell_run(spec, place, _):
            asked.append({**spec, "place": place})
            return [dict(row) for row in sessions(spec)]

        options = types.SimpleNamespace(peers=["tideline", "rsync", "syncthing"], rounds=rounds, minutes=minutes, scale=1, seed=1, touches=False, at_once=at_once,
                                        bin="", quick=False, folder="/nowhere", keep=True, own_disk=False)
        made = turns.Turns(options, lambda text: None)
        with mock.patch.object(turns.cell, "run", cell_run):
            made.run([WORKS[name] for name in rows])
        return made, [(spec["peer"], spec["scale"]) for spec in asked], asked

    def test_systems_take_turns(self):
        _, asked, _ = self.turns(lambda spec: [{"row": "small", **run_of(1)}, {"end": "done"}], ["small"], rounds=2)
        self.assertEqual(asked, [("tideline", 1), ("rsync", 1), ("syncthing", 1)] * 2)

    def test_a_peer_20_times_slower_is_stopped_and_runs_once_at_a_tenth_beside_ours(self):
        def sessions(spec):
            if spec["peer"] == "syncthing" and spec["scale"] == 1:
                return [{"row": "small", "stopped_after_s": spec["limits"]["small"]}, {"end": "stopped"}]
            return [{"row": "small", **run_of(2 * spec["scale"] if spec["peer"] == "tideline" else 9)}, {"end": "done"}]

        made, asked, specs = self.turns(sessions, ["small"], rounds=2)
        self.assertEqual(asked, [("tideline", 1), ("rsync", 1), ("syncthing", 1), ("tideline", 0.1), ("syncthing", 0.1),
                                 ("tideline", 1), ("rsync", 1)])
        self.assertEqual(specs[2]["limits"]["small"], 40)
        runs = made.results["small"]["syncthing"]
        self.assertEqual([run["wall_s"] for run in runs], [9])
        self.assertTrue(runs[0]["tenth"])
        self.assertEqual(runs[0]["ours"]["wall_s"], 0.2)
        text = table.table([WORKS["small"]], made.results, True)
        self.assertIn("once, at a tenth of the size**, stopped in 'small' after 40 s at the full size", text)
        self.assertIn("at least 10 × faster than syncthing: 45.00 × as fast at a tenth of the size, reached", text)

    def test_without_time_only_the_first_round_runs(self):
        _, asked, _ = self.turns(lambda spec: [{"row": "small", **run_of(1)}, {"end": "done"}], ["small"], rounds=3, minutes=0)
        self.assertEqual(len(asked), 3)

    def test_of_sessions_beside_each_other_no_two_share_a_place(self):
        beside = threading.Barrier(3, timeout=60)  # all three are under way before the first ends

        def sessions(spec):
            beside.wait()
            return [{"row": "small", **run_of(1)}, {"end": "done"}]

        made, asked, specs = self.turns(sessions, ["small"], at_once=3)
        self.assertEqual(sorted(asked), [("rsync", 1), ("syncthing", 1), ("tideline", 1)])
        self.assertEqual(len({spec["place"] for spec in specs}), 3)
        self.assertEqual(sorted(made.results["small"]), ["rsync", "syncthing", "tideline"])

    def test_a_broken_peer_fails_the_run_and_the_others_go_on(self):
        def sessions(spec):
            if spec["peer"] == "rsync":
                return [{"error": "the result is not the same"}, {"end": "failed"}]
            return [{"row": "small", **run_of(1)}, {"end": "done"}]

        made, asked, _ = self.turns(sessions, ["small"], rounds=2)
        self.assertEqual(len(made.failures), 1)
        self.assertEqual(asked.count(("rsync", 1)), 1)
        self.assertEqual(asked.count(("syncthing", 1)), 2)


class TheCell(unittest.TestCase):
    def test_a_disk_that_cannot_be_made_is_a_failure_of_that_session_alone(self):
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(cell.disk, "make", side_effect=cell.disk.NoDisk("no room")):
            rows = cell.run({"peer": "rsync", "disk": 1e12}, folder, False)
            self.assertEqual(rows, [{"error": "no disk for the session: no room"}])
            self.assertEqual(os.listdir(folder), [])

    def test_the_disk_of_the_first_failure_is_kept(self):
        with tempfile.TemporaryDirectory() as folder:
            for number, (every, kept) in enumerate(((False, True), (False, False), (True, True))):
                place = os.path.join(folder, str(number))
                os.mkdir(place)
                data.write(folder, disk.IMAGE, b"")
                self.assertEqual(disk.keep(folder, place, every), os.path.join(place, disk.IMAGE) if kept else None)


class TheGoals(unittest.TestCase):
    def test_medians_are_compared(self):
        row = {"tideline": [run_of(1), run_of(2), run_of(30)], "rsync": [run_of(1)]}
        self.assertEqual(Against("rsync", 2).judged(row, "tideline"), ("2.00 ×", True))
        self.assertFalse(Against("rsync", 1.9).judged(row, "tideline")[1])

    def test_the_most_bytes_count(self):
        row = {"tideline": [run_of(1, wire_bytes=100), run_of(1, wire_bytes=300)]}
        self.assertFalse(AtMost("wire_bytes", 200).judged(row, "tideline")[1])

    def test_what_was_not_measured_is_not_judged(self):
        self.assertIsNone(Against("unison", 2).judged({"tideline": [run_of(1)]}, "tideline"))
        stopped = {"tideline": [run_of(1)], "unison": [{"tenth": True, "why": "", "ours": run_of(1)}]}
        self.assertIsNone(Against("unison", 2).judged(stopped, "tideline"))
        table.table([WORKS["small"]], {"small": stopped}, True)


class TheWindow(unittest.TestCase):
    """One piece of a list is 30 pixels, one byte of them all four of a pixel."""

    TEXT = b"".join(bytes([shade]) * 4 for shade in range(200, 230))
    BLANK, BAND = b"\xff" * 120, b"\xff" * 60 + b"\xee" * 60

    def test_rows_are_there_when_each_piece_of_the_list_has_text(self):
        self.assertTrue(frames.has_rows([self.TEXT, self.TEXT]))
        for other in (self.BLANK, self.BAND):
            self.assertFalse(frames.has_rows([self.TEXT, other]))
        self.assertFalse(frames.has_rows([]))

    def test_rows_that_vanish_again_do_not_count(self):
        self.assertEqual(frames.kept_from([(1, False), (2, True), (3, False), (4, True), (5, True)]), 4)
        self.assertIsNone(frames.kept_from([(1, True), (2, False)]))
        self.assertIsNone(frames.kept_from([]))

    def test_the_entry_is_the_lowest_text(self):
        self.assertEqual(frames.lowest_text([self.TEXT, self.BLANK, self.TEXT, self.TEXT, self.TEXT, self.BAND, self.BLANK]), 3)
        self.assertIsNone(frames.lowest_text([self.BLANK, self.BAND]))

    def test_a_frame_seen_half_and_then_whole_is_one(self):
        self.assertEqual(frames.frames([1.000, 1.002, 1.016, 1.032, 1.033]), [1.000, 1.016, 1.032])

    def test_the_longest_gap_counts_from_the_begin_and_to_the_end(self):
        self.assertEqual(frames.rate([10.25, 10.5, 11.0], 10, 12), (1.5, 1.0))
        self.assertEqual(frames.rate([], 10, 12), (0, 2))

    def test_too_few_frames_miss_the_goal(self):
        for seen, reached in ((59, False), (60, True)):
            self.assertEqual(AtLeast("frames_per_s", 60).judged({"tideline": [run_of(1, frames_per_s=seen)]}, "tideline")[1], reached)
        self.assertIsNone(AtLeast("frames_per_s", 60).judged({}, "tideline"))


class TheTools(unittest.TestCase):
    SCRIPT = """tide
\t    7f01 inner(int)+0x10
\t    7f02 (anonymous namespace)::outer
\t    7f03 main

tide
\t    7f02 (anonymous namespace)::outer
\t    7f03 main

kernel
\t    ffff 
""".splitlines()

    def test_stacks_begin_with_the_program_and_equal_ones_count(self):
        stacks = flames.folded(self.SCRIPT + [""] + self.SCRIPT)
        self.assertEqual(stacks, {("tide", "main", "anonymous::outer", "inner"): 2, ("tide", "main", "anonymous::outer"): 2,
                                  ("kernel", "[unknown]"): 2})

    def test_a_box_is_as_wide_as_its_share_and_stands_on_its_caller(self):
        stacks = {("a", "f", "g"): 1, ("a", "f"): 1, ("a", "h"): 1, ("b",): 1}
        self.assertEqual(sorted(flames.boxes(stacks)), [(0, 0.0, 0.75, "a"), (0, 0.75, 0.25, "b"), (1, 0.0, 0.5, "f"), (1, 0.5, 0.25, "h"),
                                                        (2, 0.0, 0.25, "g")])

    def test_recursion_counts_once_in_a_share(self):
        self.assertEqual(flames.shares({("a", "f", "f"): 1, ("a",): 3}), [("a", 1.0), ("f", 0.25)])

    def test_the_picture_is_well_formed_whatever_functions_are_called(self):
        ElementTree.fromstring(flames.drawn({("tide", "operator<", "f<a&&>"): 3}, "<title>"))

    def test_calls_are_counted_as_strace_writes_them(self):
        table = """% time     seconds  usecs/call     calls    errors syscall
------ ----------- ----------- --------- --------- ----------------
 75.00    0.003000         150        20         2 fsync
 25.00    0.001000         333         3           syncfs
------ ----------- ----------- --------- --------- ----------------
100.00    0.004000         173        23         2 total
"""
        with tempfile.TemporaryDirectory() as folder:
            data.write(folder, "counts", table.encode())
            self.assertEqual(watched.counted(os.path.join(folder, "counts")), {"fsync": 20, "syncfs": 3})


class TheResult(unittest.TestCase):
    def sides(self, folder, marks=()):
        made = session.Session.__new__(session.Session)
        made.peer = types.SimpleNamespace(copies=True, marks=marks, a=os.path.join(folder, "A"), b=os.path.join(folder, "B"))
        for side in (made.peer.a, made.peer.b):
            data.write(side, "kept/one.bin", b"same")
        return made

    def test_one_other_byte_is_seen(self):
        with tempfile.TemporaryDirectory() as folder:
            made = self.sides(folder)
            made.must_be_equal()
            data.write(made.peer.b, "kept/one.bin", b"sane")
            self.assertRaises(Failure, made.must_be_equal)

    def test_an_empty_folder_too_many_is_seen_and_a_mark_is_not(self):
        with tempfile.TemporaryDirectory() as folder:
            made = self.sides(folder, marks=(b".mark",))
            os.mkdir(os.path.join(made.peer.a, ".mark"))
            made.must_be_equal()
            os.mkdir(os.path.join(made.peer.b, "empty"))
            self.assertRaises(Failure, made.must_be_equal)

    def test_a_seed_gives_the_same_tree_and_another_seed_another(self):
        with tempfile.TemporaryDirectory() as folder:
            for seed, place in ((1, "x"), (1, "y"), (2, "z")):
                data.make("tiny", seed, 0.0005, os.path.join(folder, place))
            trees = [session.listing(os.path.join(folder, place)) for place in "xyz"]
            contents = [{path: row[3:] for path, row in tree.items()} for tree in trees]
            self.assertEqual(contents[0], contents[1])
            self.assertNotEqual(contents[0], contents[2])


if __name__ == "__main__":
    unittest.main()
