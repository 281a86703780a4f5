# Does what the Git plugin of Jenkins does before a build, and ends with lines NAME=value for later steps.
# Arguments: folder, address, version, remote, refspec, local branch, depth, tags, submodules, newest submodules.
set -e

folder=$1 url=$2 version=$3 remote=$4 refspec=$5
branch=$6 depth=$7 tags=$8 submodules=$9
shift 9
newest=$1

mkdir -p -- "$folder"
cd -- "$folder"
[ -e .git ] || git init -q .
if git config "remote.$remote.url" >/dev/null; then
  git remote set-url "$remote" "$url"
else
  git remote add "$remote" "$url"
fi

set -- --force
if [ "$tags" = true ]; then set -- "$@" --tags; else set -- "$@" --no-tags; fi
if [ "$depth" -gt 0 ]; then set -- "$@" "--depth=$depth"; fi
# Several refspecs stand in one text, between blanks; a star in them is no file name.
set -f
# shellcheck disable=SC2086
git fetch "$@" -- "$remote" ${refspec:-"+refs/heads/*:refs/remotes/$remote/*"}
set +f

# Prints the commit of a name, if there is one.
commit_of() {
  git rev-parse --verify --quiet "$1^{commit}" 2>/dev/null
}

name=
if [ -z "$version" ]; then
  git fetch "$@" -- "$remote" HEAD
  commit=$(commit_of FETCH_HEAD)
  name=$(git ls-remote --symref "$remote" HEAD | sed -n "s|^ref: refs/heads/\(.*\)	HEAD\$|$remote/\1|p")
elif commit=$(commit_of "refs/remotes/$remote/${version#refs/heads/}"); then
  name=$remote/${version#refs/heads/}
elif commit=$(commit_of "refs/tags/${version#refs/tags/}"); then
  name=${version#refs/tags/}
elif commit=$(commit_of "$version"); then
  :
else
  # What no refspec brought in may still be there by its name.
  git fetch "$@" -- "$remote" "$version"
  commit=$(commit_of FETCH_HEAD)
fi

if [ -n "$branch" ]; then
  git -c advice.detachedHead=false checkout --force -B "$branch" "$commit"
else
  git -c advice.detachedHead=false checkout --force --detach "$commit"
fi

if [ "$submodules" != none ]; then
  set -- --init --force
  if [ "$submodules" = recursive ]; then set -- "$@" --recursive; fi
  if [ "$newest" = true ]; then set -- "$@" --remote; fi
  git submodule sync --quiet
  git submodule update "$@"
fi

echo "GIT_COMMIT=$commit"
echo "GIT_BRANCH=${name:-detached}"
echo "GIT_URL=$url"
if [ -n "$branch" ]; then echo "GIT_LOCAL_BRANCH=$branch"; fi
