//! Kinds of repository.

use std::fs;

use crate::repo::testing::{MARKER, Sandbox};

/// The paths with the marker that a hook saw when git committed in this folder.
fn hook_saw(sandbox: &Sandbox, hooks: &str, folder: &str, arguments: &[&str]) -> Vec<String> {
    sandbox.hook(hooks, "pre-commit", "exec LOOK");
    sandbox.git(folder, arguments);
    let staged = sandbox.hook_looks().remove(0).agreed();
    staged.marked().into_iter().map(str::to_owned).collect()
}

#[test]
fn detached_packed_and_indexed_in_every_way() {
    let sandbox = Sandbox::with_commit();
    for number in 0..5 {
        sandbox.write("repo/base", format!("{number}\n").repeat(100));
        sandbox.git("repo", ["commit", "-q", "-a", "-m", "more"]);
    }
    sandbox.git("repo", ["checkout", "-q", "--detach"]);
    sandbox.git("repo", ["pack-refs", "--all"]);
    sandbox.git("repo", ["repack", "-q", "-a", "-d", "-b"]);
    sandbox.git("repo", ["commit-graph", "write", "--reachable"]);
    sandbox.git("repo", ["multi-pack-index", "write"]);
    sandbox.stage_marker("repo", "new");
    sandbox.git("repo", ["commit", "-q", "-m", "marker"]);
    sandbox.git("repo", ["repack", "-q", "-a", "-d"]);
    sandbox.git("repo", ["reset", "-q", "--soft", "HEAD~1"]);
    assert_eq!(sandbox.look("repo").agreed().marked(), ["new"]);
}

#[test]
fn borrowed_objects_are_found() {
    let mut sandbox = Sandbox::with_commit();
    sandbox.stage_marker("repo", "old");
    sandbox.git("repo", ["commit", "-q", "-m", "old"]);
    sandbox.git(".", ["clone", "-q", "--shared", "repo", "shared"]);
    sandbox.git(".", ["clone", "-q", "--depth", "1", &format!("file://{}", sandbox.path("repo").display()), "shallow"]);
    for clone in ["shared", "shallow"] {
        sandbox.stage_marker(clone, "new");
        sandbox.write(format!("{clone}/old"), MARKER);
        sandbox.git(clone, ["add", "old"]);
        let staged = sandbox.look(clone).agreed();
        assert_eq!((staged.marked(), staged.old_markers), (vec!["new", "old"], 1), "{clone}");
    }
    fs::remove_file(sandbox.path("shared/.git/objects/info/alternates")).unwrap();
    let objects = sandbox.path("repo/.git/objects").to_str().unwrap().to_owned();
    sandbox.set("GIT_ALTERNATE_OBJECT_DIRECTORIES", objects);
    assert_eq!(sandbox.look("shared").agreed().old_markers, 1);
}

#[test]
fn objects_kept_elsewhere_are_found() {
    let mut sandbox = Sandbox::with_commit();
    fs::rename(sandbox.path("repo/.git/objects"), sandbox.path("elsewhere")).unwrap();
    fs::create_dir(sandbox.path("repo/.git/objects")).unwrap();
    let objects = sandbox.path("elsewhere").to_str().unwrap().to_owned();
    sandbox.set("GIT_OBJECT_DIRECTORY", objects);
    sandbox.stage_marker("repo", "new");
    assert_eq!(sandbox.look("repo").agreed().paths(), ["new"]);
}

#[test]
fn linked_work_trees_of_all_kinds() {
    let sandbox = Sandbox::with_commit();
    sandbox.git("repo", ["config", "extensions.worktreeConfig", "true"]);
    sandbox.git("repo", ["worktree", "add", "-q", "../linked"]);
    sandbox.git(".", ["clone", "-q", "--bare", "repo", "bare"]);
    sandbox.git("bare", ["config", "extensions.worktreeConfig", "true"]);
    sandbox.git("bare", ["config", "--worktree", "core.bare", "true"]);
    sandbox.git("bare", ["config", "--unset", "core.bare"]);
    sandbox.git("bare", ["worktree", "add", "-q", "-b", "of-bare", "../of-bare"]);
    for (work_tree, hooks) in [("linked", "repo/.git/hooks"), ("of-bare", "bare/hooks")] {
        sandbox.stage_marker(work_tree, "new");
        assert_eq!(sandbox.look(work_tree).agreed().marked(), ["new"], "{work_tree}");
        assert_eq!(hook_saw(&sandbox, hooks, work_tree, &["commit", "-q", "-m", "new"]), ["new"], "{work_tree}");
    }
}

#[test]
fn submodules_inside_and_from_above() {
    let sandbox = Sandbox::with_commit();
    sandbox.git(".", ["clone", "-q", "repo", "super"]);
    sandbox.git("super", ["submodule", "--quiet", "add", "../repo", "module"]);
    sandbox.git("super", ["commit", "-q", "-m", "module"]);
    sandbox.stage_marker("super/module", "new");
    let hooks = "super/.git/modules/module/hooks";
    assert_eq!(hook_saw(&sandbox, hooks, "super/module", &["commit", "-q", "-m", "new"]), ["new"]);
    sandbox.git("super", ["add", "module"]);
    assert_eq!(sandbox.look("super").agreed().paths(), [""; 0]);
    sandbox.stage_marker("super", "beside");
    assert_eq!(sandbox.look("super").agreed().paths(), ["beside"]);
}

#[test]
fn a_work_tree_away_from_its_repository() {
    let mut sandbox = Sandbox::with_commit();
    sandbox.git(".", ["clone", "-q", "--bare", "repo", "dotfiles"]);
    fs::create_dir_all(sandbox.path("files/sub")).unwrap();
    sandbox.write("files/base", MARKER);
    let folder = sandbox.path("dotfiles").to_str().unwrap().to_owned();
    let files = sandbox.path("files").to_str().unwrap().to_owned();
    let options = [format!("--git-dir={folder}"), format!("--work-tree={files}")];
    let git = |arguments: &[&str]| {
        options.iter().map(String::as_str).chain(arguments.iter().copied()).map(str::to_owned).collect::<Vec<_>>()
    };
    sandbox.git("files", git(&["add", "base"]));
    for body in ["exec LOOK", "cd sub && exec LOOK"] {
        sandbox.hook("dotfiles/hooks", "pre-commit", body);
        sandbox.git("files", git(&["commit", "-q", "-m", "marker"]));
        assert_eq!(sandbox.hook_looks().remove(0).agreed().marked(), ["base"], "{body}");
        sandbox.git("files", git(&["reset", "-q", "--soft", "HEAD~1"]));
    }

    sandbox.git("repo", ["config", "core.worktree", "../../files"]);
    sandbox.git("repo", ["add", "base"]);
    assert_eq!(sandbox.look("repo").agreed().marked(), ["base"]);
    sandbox.set("GIT_DIR", "../repo/.git");
    assert_eq!(sandbox.look("files").agreed().marked(), ["base"]);
}

#[test]
fn aliases_and_hook_run() {
    let sandbox = Sandbox::with_commit();
    sandbox.stage_marker("repo", "new");
    let hooks = "repo/.git/hooks";
    assert_eq!(hook_saw(&sandbox, hooks, "repo", &["hook", "run", "pre-commit"]), ["new"]);
    sandbox.git("repo", ["config", "alias.save", "!git commit -q -m saved"]);
    assert_eq!(hook_saw(&sandbox, hooks, "repo", &["save"]), ["new"]);
}

#[test]
fn indexes_of_every_kind() {
    let extras: [&[&str]; 6] = [
        &["update-index", "--untracked-cache"],
        &["update-index", "--index-version", "3"],
        &["update-index", "--index-version", "4"],
        &["config", "index.skipHash", "true"],
        &["config", "feature.manyFiles", "true"],
        &["config", "core.fsmonitor", "false"],
    ];
    for extra in extras {
        let sandbox = Sandbox::with_commit();
        sandbox.write("repo/sub/file", "text");
        sandbox.git("repo", ["add", "."]);
        sandbox.git("repo", ["commit", "-q", "-m", "sub"]);
        sandbox.git("repo", extra);
        sandbox.stage_marker("repo", "sub/new");
        assert_eq!(sandbox.look("repo").agreed().marked(), ["sub/new"], "{extra:?}");
    }
}

/// A repository with two folders, of which a sparse checkout shows `shown`.
fn sparse(index: bool) -> Sandbox {
    let sandbox = Sandbox::with_commit();
    sandbox.write("repo/shown/file", "text");
    sandbox.write("repo/hidden/deep/file", "text");
    sandbox.git("repo", ["add", "."]);
    sandbox.git("repo", ["commit", "-q", "-m", "folders"]);
    let flag = if index { "--sparse-index" } else { "--no-sparse-index" };
    sandbox.git("repo", ["sparse-checkout", "set", "--cone", flag, "shown"]);
    sandbox.stage_marker("repo", "shown/new");
    sandbox
}

#[test]
fn sparse_checkouts_and_sparse_indexes() {
    assert_eq!(sparse(false).look("repo").agreed().paths(), ["shown/new"]);
    assert_eq!(sparse(true).look("repo").served_by_git().paths(), ["shown/new"]);
}

#[test]
fn a_split_index() {
    let sandbox = Sandbox::with_commit();
    sandbox.git("repo", ["update-index", "--split-index"]);
    sandbox.stage_marker("repo", "new");
    assert_eq!(sandbox.look("repo").served_by_git().paths(), ["new"]);
}

#[test]
fn other_formats_of_objects_and_refs() {
    for option in ["--object-format=sha256", "--ref-format=reftable"] {
        let sandbox = Sandbox::new();
        let made = sandbox.try_git(".", ["init", "-q", option, "repo"]);
        if !made.status.success() {
            // Older versions of git know less; nothing else is a reason to go on.
            let said = String::from_utf8_lossy(&made.stderr);
            assert!(said.contains("unknown option"), "{option}: {said}");
            eprintln!("not tested: this git does not know {option}");
            continue;
        }
        sandbox.stage_marker("repo", "first");
        assert_eq!(sandbox.look("repo").served_by_git().paths(), ["first"], "{option}");
        sandbox.git("repo", ["commit", "-q", "-m", "first"]);
        sandbox.stage_marker("repo", "second");
        sandbox.git("repo", ["checkout", "-q", "-b", "other"]);
        assert_eq!(sandbox.look("repo").served_by_git().paths(), ["second"], "{option}");
    }
}

#[test]
fn formats_that_git_does_not_know_either_are_an_error() {
    for (name, value) in [("extensions.unheard", "true"), ("core.repositoryFormatVersion", "2")] {
        let sandbox = Sandbox::with_commit();
        sandbox.stage_marker("repo", "new");
        sandbox.git("repo", ["config", "core.repositoryFormatVersion", "1"]);
        sandbox.git("repo", ["config", name, value]);
        let error = sandbox.look("repo").refused();
        assert!(error.starts_with("git rev-parse: "), "{error}");
    }
}

#[test]
fn partial_clones_fetch_nothing_and_count_absent_old_content_as_unknown() {
    let sandbox = Sandbox::with_commit();
    sandbox.git("repo", ["config", "uploadpack.allowFilter", "true"]);
    sandbox.stage_marker("repo", "base");
    sandbox.git("repo", ["commit", "-q", "-m", "marker"]);
    let url = format!("file://{}", sandbox.path("repo").display());
    sandbox.git(".", ["clone", "-q", "--no-checkout", "--filter=blob:none", &url, "partial"]);
    sandbox.git("partial", ["read-tree", "HEAD"]);
    sandbox.write("partial/base", format!("{MARKER} changed"));
    sandbox.git("partial", ["add", "base"]);
    let staged = sandbox.look("partial").agreed();
    assert_eq!((staged.marked(), staged.old_markers), (vec!["base"], 0));

    // As older versions of git and `repo` mark them.
    sandbox.git("partial", ["config", "core.repositoryFormatVersion", "1"]);
    sandbox.git("partial", ["config", "extensions.partialClone", "origin"]);
    let staged = sandbox.look("partial").served_by_git();
    assert_eq!((staged.marked(), staged.old_markers), (vec!["base"], 0));
}
