# shellcheck shell=bash
# What is being packed. Sourced in the top folder of a checkout or of an unpacked source tarball; sets version, commit and SOURCE_DATE_EPOCH.
# The one home of the version is project(tideline VERSION …) in CMakeLists.txt.

project_version() { sed -n 's/^project(tideline VERSION \([0-9.]*\) .*/\1/p' CMakeLists.txt; }

# The newest entry's, "## 1.2.3 (2027-01-31)"; nothing while there are words under "## Unreleased".
changelog_version() {
    awk '/^## Unreleased/ { open = 1; next } /^## / { if ($3 ~ /^\([0-9]+-[0-9]+-[0-9]+\)$/) print $2; exit } open && NF { exit }' CHANGELOG.md
}

# Of a tarball, git archive has filled packaging/commit in (.gitattributes). The tag is there, and no branch: those are the clone's own.
if [ -e .git ]; then
    read -r commit SOURCE_DATE_EPOCH tag < <(git log -1 --format='%H %ct %(describe:tags,match=v[0-9]*,abbrev=40)')
else
    read -r commit SOURCE_DATE_EPOCH tag <packaging/commit
fi
version=$(project_version)
[ "${tag:-}" = "v$version" ] || version+="~$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y%m%d.%H%M%S).${commit:0:7}"  # sorts before the release
[ ! -e .git ] || git diff --quiet HEAD || version+=.changed
export SOURCE_DATE_EPOCH commit version
