"""Real files of the formats that previews know, as Debian's packages bring them."""
import gzip
import json
import os
import shutil
import subprocess
from glob import glob

# name in the sample project, Debian package, path in it, format (as `tide session status` says it). What is not installed is fetched with
# `apt-get download`, and not installed.
FILES = (
    ("archive.whl", "python3-pip-whl", "usr/share/python-wheels/*.whl", "archive"),
    ("array.npy", "python3-skimage", "usr/lib/python3/dist-packages/skimage/data/astronaut_GRAY_hog_L2-Hys.npy", "npy"),
    ("arrays.npz", "python3-skimage", "usr/lib/python3/dist-packages/skimage/data/mssim_matlab_output.npz", "npz"),
    ("bytes.mo", "git", "usr/share/locale/de/LC_MESSAGES/git.mo|usr/lib/git-core/git-shell", "bytes"),
    ("code.py", "libpython3.11-stdlib", "usr/lib/python3.11/statistics.py", "code"),
    ("diagram.svg", "python-nbsphinx-doc", "usr/share/doc/python-nbsphinx/html/_images/gallery_cell-metadata_7_1.svg", "svg"),
    ("document.pdf", "python-nbsphinx-doc", "usr/share/doc/python-nbsphinx/nbsphinx.pdf", "pdf"),
    ("health.csv", "python3-statsmodels", "usr/lib/python3/dist-packages/statsmodels/datasets/randhie/randhie.csv", "csv"),
    ("measurements.h5", "python3-h5py-serial", "usr/lib/python3/dist-packages/h5py/_debian_h5py_serial/tests/data_files/vlen_string_dset_utc.h5", "hdf5"),
    ("notebook.ipynb", "python-statsmodels-doc", "usr/share/doc/python-statsmodels-doc/html/examples/notebooks/generated/stl_decomposition.ipynb.gz", "notebook"),
    ("countries.jsonl", "iso-codes", "usr/share/iso-codes/json/iso_3166-1.json", "jsonl"),  # its records, a line each
    ("photo.jpg", "python3-skimage", "usr/lib/python3/dist-packages/skimage/data/hubble_deep_field.jpg", "image"),
    ("plot.png", "python-nbsphinx-doc", "usr/share/doc/python-nbsphinx/html/_images/*.png", "image"),
    ("readme.md", "googletest", "usr/src/googletest/googletest/README.md", "markdown"),
    ("records.json", "iso-codes", "usr/share/iso-codes/json/iso_3166-2.json", "json"),
    ("scan.tif", "python3-skimage", "usr/lib/python3/dist-packages/skimage/data/chessboard_GRAY_U16B.tif", "image"),
    ("simple.parquet", "python3-pandas", "usr/lib/python3/dist-packages/pandas/tests/io/data/parquet/simple.parquet", "parquet"),
    ("text.txt", "base-files", "usr/share/common-licenses/GPL-3", "text"),
    ("zones.tsv", "tzdata", "usr/share/zoneinfo/zone1970.tab", "csv"),
)


def matching(root, patterns):
    """The largest file below root that fits one of the patterns, or None."""
    for pattern in patterns.split("|"):
        found = [path for path in glob(os.path.join(root, pattern)) if os.path.isfile(path)]
        if found:
            return max(found, key=os.path.getsize)
    return None


def unpacked(package, folder):
    """A folder with what the package brings, or None when it cannot be fetched."""
    root = os.path.join(folder, package)
    if os.path.isdir(root):
        return root
    part = root + ".part"
    os.makedirs(part, exist_ok=True)
    if subprocess.run(["apt-get", "download", package], cwd=part, capture_output=True, check=False).returncode != 0:
        return None
    for name in os.listdir(part):
        if name.endswith(".deb"):
            subprocess.run(["dpkg-deb", "-x", os.path.join(part, name), os.path.join(part, "root")], check=True)
    os.rename(os.path.join(part, "root"), root)
    shutil.rmtree(part)
    return root


def as_lines(source, target):
    """A JSON file's list of records as JSON Lines."""
    with open(source, encoding="utf-8") as file:
        records = next(iter(json.load(file).values()))
    with open(target, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def gather(target, packages):
    """Copies the files to `target`. `packages`: where fetched packages are kept; None: none is fetched. Gives [(name, where it is from,
    format)], and what is missing."""
    os.makedirs(target, exist_ok=True)
    got, missing = [], []
    for name, package, pattern, kind in FILES:
        path = matching("/", pattern)
        if not path and packages and (root := unpacked(package, packages)):
            path = matching(root, pattern)
        if not path:
            missing.append(f"{name} ({package})")
            continue
        copy = os.path.join(target, name)
        if name.endswith(".jsonl"):
            as_lines(path, copy)
        elif path.endswith(".gz"):
            with gzip.open(path) as packed, open(copy, "wb") as file:
                shutil.copyfileobj(packed, file)
        else:
            shutil.copyfile(path, copy)
        got.append((name, f"{package}: {path}", kind))
    return got, missing
