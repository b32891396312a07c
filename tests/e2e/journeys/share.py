#!/usr/bin/python3
"""Two people and one project: invited by name, joined, got a copy; an editor's edit arrives; a file is shared by a link with a password, until
it is revoked; as a viewer one is told that one may only read; who is taken out is told so and keeps the files. Each step is done and read in the window of the one or the other.

usage: share.py BIN_DIR [OUT_DIR]
"""
import os
import re
import sys
import urllib.parse

import desk
import team


def opens_members(ada):
    ada.click(ada.row(re.compile("^climate"), "Places and projects"), button=3)
    ada.choose("Share…")
    return ada.dialog("Share")


def invites(ada):
    dialog = opens_members(ada)
    members = "Share “climate”"
    ada.says("ada", "Role", "Owner", of=members)
    ada.fill("Invite somebody", "bob", dialog)
    ada.button("Invite", dialog)
    ada.says("bob", "Standing", re.compile("^Invited until"), of=members)
    ada.says("bob", "Role", "Editor", of=members)
    ada.button("Close", dialog)
    ada.no_dialog("Share")


def joins(world, bob, his):
    bob.from_menu("Invitations…")
    dialog = bob.dialog("Invitations")
    bob.says("climate", "By", "ada", of="Invitations")
    bob.select("climate", "Invitations")
    bob.button("Join", dialog)
    bob.no_dialog("Invitations")  # it led to the project
    bob.lists(["data", "notes.md"])
    bob.go("Shared with me")
    bob.says("climate", "Where", "Cloud only", of="Shared with me")
    bob.open("climate", of="Shared with me")
    bob.reads("This project is in the cloud only.")
    bob.button("Get a copy here…")
    adding = bob.dialog("Add project")
    bob.fill("Into", his.root, adding)
    bob.button("Add", adding)
    bob.no_dialog("Add project")
    his.has("notes.md", "one\n")
    bob.lists(["data", "notes.md"])
    bob.says("notes.md", "Status", "Synced")


def edits(ada, hers, his):
    his.write("notes.md", "one\ntwo, by bob\n")
    hers.has("notes.md", "one\ntwo, by bob\n")
    ada.says("notes.md", "Status", "Synced")


def shares_by_link(world, ada, hers):
    hers.raise_window()
    ada.context("notes.md", "Copy as or share", "Share by link…")
    dialog = ada.dialog("Share by link")
    links = "Links into “climate”"
    ada.reads("New link to “notes.md”", dialog)
    ada.pick("When the link ends", "Ends in 30 days", dialog)
    password = ada.press("password text", "Password of the link", dialog)
    ada.until(lambda: password.has("focused"), "the focus in the password")
    ada.type("one word")
    ada.button("Create and copy", dialog)
    ada.reads("The link is shown this once", dialog)
    url = urllib.parse.urlsplit(ada.see("text", "The new link", dialog).text)
    world.world.secrets.append(url.fragment.encode())
    ada.says("notes.md", "By", "ada", of=links)
    ada.says("notes.md", "Password", "Yes", of=links)
    world.picture("links")
    shared = url.path.replace("/s/", "/shared/")
    opened = team.ask(world.world, None, "POST", shared, {"secret": url.fragment, "password": "one word"})
    if opened.get("name") != "notes.md":
        raise desk.Failure(f"the link leads to {opened}")
    ada.select("notes.md", links)
    ada.button("Revoke", dialog)
    ada.button("Revoke", ada.dialog("Revoke"))
    ada.reads("There are no links into this project.")
    if "name" in team.ask(world.world, None, "POST", shared, {"secret": url.fragment, "password": "one word"}, expect=404):
        raise desk.Failure("a link that was revoked is opened")
    ada.button("Close", dialog)
    ada.no_dialog("Share by link")


def becomes_viewer(world, ada, bob, hers, his):
    hers.raise_window()
    dialog = opens_members(ada)
    members = "Share “climate”"
    ada.says("bob", "Standing", "Member", of=members)
    ada.select("bob", members)
    ada.pick("Role of the one that is selected", "Viewer", dialog)
    ada.says("bob", "Role", "Viewer", of=members)
    world.picture("members")
    ada.button("Close", dialog)
    ada.no_dialog("Share")
    his.raise_window()
    bob.reads("Your role: Viewer")
    bob.reads("You may only read this project.")
    his.write("notes.md", "not for a viewer\n")
    bob.status_says(re.compile("^Your role in this project does not allow this"))
    bob.reads("You may only read this project.")
    world.picture("viewer")
    if hers.read("notes.md") != "one\ntwo, by bob\n":
        raise desk.Failure("what a viewer wrote reached the others")


def is_out(world, ada, bob, hers, his):
    hers.raise_window()
    dialog = opens_members(ada)
    members = "Share “climate”"
    ada.select("bob", members)
    ada.button("Take out…", dialog)
    ada.button("Take out", ada.dialog("Take out"))
    ada.until(lambda: ada.names(members) == ["ada"], "bob to be no member any more")
    ada.button("Close", dialog)
    ada.no_dialog("Share")
    his.raise_window()
    bob.reads(re.compile("is not shared with you any more"), seconds=60)
    for name in ("notes.md", "data/raw.csv"):
        his.has(name)


def play(world):
    hers, his = (desk.Computer(world, team.person(world.world, name)) for name in ("ada", "bob"))
    hers.create("climate", {"notes.md": "one\n", "data/raw.csv": "a,b\n"})
    ada = hers.window("tideline://open/climate")
    ada.lists(["data", "notes.md"])
    invites(ada)
    bob = his.window()
    joins(world, bob, his)
    edits(ada, hers, his)
    shares_by_link(world, ada, hers)
    becomes_viewer(world, ada, bob, hers, his)
    is_out(world, ada, bob, hers, his)
    return "invited and joined, an edit arrived, a link was opened and revoked, a viewer was told so, who was taken out was told so and kept the files"


if __name__ == "__main__":
    sys.exit(desk.run(play))
