"""Random edits of a folder as people and programs make them; repeatable from a seed."""
import os
import random


class Editor:
    def __init__(self, root, seed, name):
        self.root = root
        self.random = random.Random(f"{seed}-{name}")
        self.name = name
        self.count = 0
        self.saved = {}  # content -> path, of everything written here

    def _entries(self):
        folders, files = [""], []
        for folder, subfolders, names in os.walk(self.root):
            if folder == self.root and ".tideline" in subfolders:
                subfolders.remove(".tideline")
            relative = os.path.relpath(folder, self.root)
            base = "" if relative == "." else relative + "/"
            folders += [base + name + "/" for name in subfolders if not os.path.islink(os.path.join(folder, name))]
            files += [base + name for name in names]
        return sorted(folders), sorted(files)

    def edit(self, steps):
        folders, files = self._entries()
        for _ in range(steps):
            self.count += 1
            self._one(folders, files)
            if self.count % 25 == 0:
                folders, files = self._entries()

    def _path(self, relative):
        return os.path.join(self.root, relative)

    def _content(self):
        size = self.random.choice([0, 10, 200, 5_000, 70_000, 400_000])
        text = f"{self.name} {self.count} ".encode() + self.random.randbytes(size)
        self.saved[text] = True
        return text

    def _write(self, path, content):
        with open(path, "wb") as file:
            file.write(content)

    def _one(self, folders, files):
        choice = self.random.random()
        folder = self.random.choice(folders)
        name = self.random.choice(["a", "Ä", "日本", "data", "notes x", "b.csv", "c.ipynb"]) + str(self.count)
        try:
            if choice < 0.25 or not files:
                self._write(self._path(folder + name), self._content())
                files.append(folder + name)
            elif choice < 0.32:
                os.mkdir(self._path(folder + name))
                folders.append(folder + name + "/")
            elif choice < 0.36:
                os.symlink(self.random.choice(["target", "../up", "/etc/hosts", "ü"]), self._path(folder + name))
                files.append(folder + name)
            else:
                file = self.random.choice(files)
                path = self._path(file)
                if os.path.islink(path) and choice < 0.75:
                    return
                if choice < 0.50:
                    self._write(path, self._content())
                elif choice < 0.58:  # save by temporary file and rename, as editors do
                    self._write(path + ".new", self._content())
                    os.rename(path + ".new", path)
                elif choice < 0.64:
                    with open(path, "ab") as out:
                        out.write(f"{self.name} appended {self.count}\n".encode())
                elif choice < 0.68:
                    os.chmod(path, os.stat(path).st_mode ^ 0o100)
                elif choice < 0.80:
                    os.rename(path, self._path(folder + name))
                    files.remove(file)
                    files.append(folder + name)
                elif choice < 0.92:
                    os.remove(path)
                    files.remove(file)
                else:
                    source = self.random.choice(folders)
                    if source and not (folder + name).startswith(source):
                        os.rename(self._path(source.rstrip("/")), self._path(folder + name))
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, FileExistsError, OSError):
            pass  # the other side moved it meanwhile, as happens to people
