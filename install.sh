#!/bin/sh
# Builds atlatch (or takes a given binary), installs it, protects a repository or all of them, and proves it.
#
# Run it again to update; `--uninstall` with the same arguments takes everything out again.

set -eu
unset CDPATH

usage() {
    cat <<'END'
Usage: ./install.sh [REPOSITORY | --global] [--binary PATH] [--prefix FOLDER] [--uninstall]

  REPOSITORY       the repository to protect; the one around the current folder if not given
  --global         protect every repository of this user, also those cloned later
  --binary PATH    install this binary instead of building one
  --prefix FOLDER  install to FOLDER/bin (default: ~/.local)
  --uninstall      take the protection out again, and the binary once nothing uses it
END
}

# Says what is wrong and how to cure it, and ends.
fail() {
    printf 'error: %s\n' "$1" >&2
    printf 'help: %s\n' "$2" >&2
    exit 2
}

# The argument as an absolute path; the file itself need not be there.
absolute() {
    case $1 in
        /*) printf '%s\n' "$1" ;;
        *) printf '%s/%s\n' "$(pwd)" "$1" ;;
    esac
}

# Where a new binary is to be had: the given one, or the one that cargo builds.
find_or_build() {
    if [ -n "$given" ]; then
        [ -f "$given" ] && [ -x "$given" ] || fail "$given is not a program" "give --binary the path of an atlatch binary"
        built=$given
        return
    fi
    cargo=$(command -v cargo || printf '%s' "$HOME/.cargo/bin/cargo")
    [ -x "$cargo" ] || fail "Rust is needed to build atlatch, and cargo was not found" \
        "install Rust as https://rustup.rs says and run this again, or give a built binary with --binary PATH"
    echo "building atlatch; the first time takes a while"
    (cd "$here" && "$cargo" build --release --locked --target-dir "$here/target") || fail "atlatch could not be built" \
        "see above; needed are the Rust that Cargo.toml names as rust-version (rustup update) and a C compiler"
    built=$here/target/release/atlatch
    [ -x "$built" ] || fail "cargo built no $built" "unset CARGO_BUILD_TARGET, or give a built binary with --binary PATH"
}

# Puts the binary in its place in one step, so that a hook that runs meanwhile finds the old one or the new one.
place_binary() {
    mkdir -p "$folder"
    folder=$(cd "$folder" && pwd)
    binary=$folder/atlatch
    new=$folder/.atlatch.$$
    trap 'rm -f "$new"' EXIT
    cp "$built" "$new"
    chmod 755 "$new"
    version=$("$new" --version) || fail "$built does not run here" "give --binary an atlatch made for this machine"
    mv -f "$new" "$binary"
    trap - EXIT
    echo "installed $version as $binary"
}

# Runs doctor; for --global from an empty folder, so that it looks at what a new repository gets.
prove() {
    if [ -z "$global" ]; then
        "$binary" doctor "$repository"
        return
    fi
    empty=$(mktemp -d)
    trap 'rmdir "$empty"' EXIT
    (cd "$empty" && "$binary" doctor)
}

# Takes the hooks out, and the binary with the folders that it leaves empty once no hook needs it.
uninstall() {
    record=${XDG_DATA_HOME:-$HOME/.local/share}/atlatch/record.json
    if [ ! -x "$binary" ]; then
        [ ! -e "$record" ] || fail "$binary is gone, so the hooks in $record cannot be taken out" "install again first"
        echo "nothing was installed"
        return
    fi
    if [ -n "$global" ]; then
        "$binary" uninstall --global
    else
        "$binary" uninstall "$repository"
    fi
    if [ -e "$record" ]; then
        echo "kept $binary: hooks still need it, see $record"
        return
    fi
    rm -f "$binary"
    rmdir "$folder" "$prefix" 2>/dev/null || true
    echo "removed $binary"
}

here=$(cd -- "$(dirname -- "$0")" && pwd -P)
repository=
global=
given=
undo=
prefix=${HOME:?HOME is not set}/.local
while [ $# -gt 0 ]; do
    case $1 in
        --global) global=yes ;;
        --uninstall) undo=yes ;;
        --binary | --prefix)
            [ $# -gt 1 ] || fail "$1 needs a path" "see ./install.sh --help"
            case $1 in
                --binary) given=$(absolute "$2") ;;
                --prefix) prefix=$(absolute "$2") ;;
            esac
            shift
            ;;
        --help | -h)
            usage
            exit
            ;;
        -*) fail "unknown option $1" "see ./install.sh --help" ;;
        *)
            [ -z "$repository" ] || fail "one repository at a time, not also $1" "call ./install.sh once for each"
            repository=$(absolute "$1")
            ;;
    esac
    shift
done
[ -z "$global" ] || [ -z "$repository" ] || fail "--global protects every repository, $repository too" "leave one of them out"
repository=${repository:-$(pwd)}
folder=$prefix/bin
binary=$folder/atlatch

command -v git >/dev/null || fail "git was not found" "install git and run this again"
if [ -n "$undo" ]; then
    uninstall
    exit
fi
find_or_build
place_binary
if [ -n "$global" ]; then
    "$binary" install --global
else
    "$binary" install "$repository"
fi
case :$PATH: in
    *:"$folder":*) ;;
    *) echo "note: $folder is not in PATH; the hooks do not need it, but \`atlatch\` on the command line does" ;;
esac
prove
