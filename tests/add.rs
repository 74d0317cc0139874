//! `add` and `tree` from outside, in projects on disk: what is written, what is left alone, what is refused.

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use beamsmith::components::Kind;
use beamsmith::project::Project;
use beamsmith::{disk, run};
use support::{beamsmith, files, plain, project, text};
use tempfile::TempDir;

fn text_of(output: &Output) -> String {
    text(&output.stdout) + &text(&output.stderr)
}

#[test]
fn a_component_joins_the_project_from_a_folder_below_its_root() {
    let project = plain();
    let added = beamsmith(&project.path().join("lib"), &["add", "tasks", "Imports"]);
    assert_eq!(added.status.code(), Some(0), "{}", text(&added.stderr));
    assert!(text(&added.stdout).contains("edit lib/relay/application.ex\n"));
    let files = files(project.path());
    assert!(files.contains_key("lib/relay/imports.ex"));
    assert!(files["lib/relay/application.ex"].contains("Relay.Imports\n    ]"));
    assert!(files["beamsmith.toml"].ends_with("\n[[tasks]]\nname = \"Imports\"\nmax_concurrency = 8\n"));
    assert!(files["beamsmith.lock"].contains("command = \"add tasks Imports\""));
    assert!(!files.keys().any(|path| path.ends_with(".journal") || path.ends_with(".beamsmith")));
}

#[test]
fn twice_is_once_even_after_the_files_were_worked_on() {
    let project = plain();
    let add = || beamsmith(project.path(), &["add", "tasks", "Imports"]);
    assert!(add().status.success());
    fs::write(project.path().join("lib/relay/imports.ex"), "# mine now\n").unwrap();
    let before = files(project.path());
    let again = add();
    // The file that is another by now is the project's own: nothing is said of it.
    let same = "    same lib/relay/application.ex\n    same test/relay/imports_test.exs\n";
    assert_eq!((again.status.code(), text(&again.stdout).as_str()), (Some(0), same));
    assert!(text(&again.stderr).contains("Nothing to do"));
    assert_eq!(files(project.path()), before);
}

#[test]
fn a_dry_run_shows_what_add_does_and_does_nothing() {
    let project = plain();
    let before = files(project.path());
    let shown = beamsmith(project.path(), &["add", "tasks", "Imports", "--dry-run", "--diff"]);
    assert_eq!(shown.status.code(), Some(0));
    assert!(text(&shown.stdout).contains("+      Relay.Imports\n"), "{}", text(&shown.stdout));
    assert_eq!(files(project.path()), before);
}

#[test]
fn a_file_that_is_there_and_differs_is_never_overwritten() {
    let project = plain();
    fs::write(project.path().join("lib/relay/imports.ex"), "# mine\n").unwrap();
    let before = files(project.path());
    let refused = beamsmith(project.path(), &["add", "tasks", "Imports"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).starts_with("error[file-exists]: `lib/relay/imports.ex`"));
    assert_eq!(files(project.path()), before);
}

#[test]
fn a_place_that_is_not_there_becomes_a_step_by_hand() {
    let project = plain();
    let application = project.path().join("lib/relay/application.ex");
    let source = fs::read_to_string(&application).unwrap();
    let hidden = "defmodule Relay.Application do\n  use Application\n\n  def start(_type, args), do: args[:start].()\nend\n";
    fs::write(&application, hidden).unwrap();
    let added = beamsmith(project.path(), &["add", "tasks", "Imports"]);
    assert_eq!(added.status.code(), Some(1));
    let told = text(&added.stdout);
    assert!(
        told.contains(" by hand lib/relay/application.ex: add to the children of the supervisor"),
        "{told}"
    );
    assert!(told.contains("\n    Relay.Imports\n"), "{told}");
    assert_eq!(fs::read_to_string(&application).unwrap(), hidden);
    assert!(project.path().join("lib/relay/imports.ex").is_file());

    fs::remove_file(&application).unwrap();
    let missing = beamsmith(project.path(), &["add", "tasks", "Imports"]);
    assert_eq!((missing.status.code(), text(&missing.stdout).contains(" by hand lib/")), (Some(1), true));
    assert!(!application.exists());

    fs::write(&application, source).unwrap();
    assert_eq!(beamsmith(project.path(), &["add", "tasks", "Imports"]).status.code(), Some(0));
}

#[test]
fn a_file_with_a_syntax_error_is_said_to_have_one() {
    let project = plain();
    let application = project.path().join("lib/relay/application.ex");
    let broken = format!("<<<<<<< HEAD\n{}", fs::read_to_string(&application).unwrap());
    fs::write(&application, &broken).unwrap();
    let added = beamsmith(project.path(), &["add", "tasks", "Imports"]);
    assert_eq!(added.status.code(), Some(1));
    let told = text(&added.stdout);
    assert!(told.contains("add to the children of the supervisor, once it has no syntax error\n"), "{told}");
    assert_eq!(fs::read_to_string(&application).unwrap(), broken);
    let tree = beamsmith(project.path(), &["tree"]);
    assert!(text(&tree.stderr).starts_with("error[syntax-error]: "), "{}", text(&tree.stderr));
}

#[test]
fn what_a_release_exports_is_never_written_over() {
    let project = project("[project]\nname = \"relay\"\nkind = \"otp\"\nrelease = false\n");
    let environment = project.path().join("rel/env.sh.eex");
    let mine = "#!/bin/sh\n\nexport RELEASE_DISTRIBUTION=sname\n";
    fs::create_dir(project.path().join("rel")).unwrap();
    for mine in [
        mine.to_owned(),
        format!("{mine}# export RELEASE_NODE=relay@10.0.0.1\n"),
        mine.replace("sname", "sname # export RELEASE_NODE=relay@10.0.0.1"),
    ] {
        fs::write(&environment, &mine).unwrap();
        let added = beamsmith(project.path(), &["add", "cluster", "--dry-run"]);
        assert_eq!(added.status.code(), Some(1));
        let told = text(&added.stdout);
        assert!(told.contains(" by hand rel/env.sh.eex: add to the environment of the release"), "{told}");
        assert!(told.contains("\n    export RELEASE_NODE="), "{told}");
    }

    let other = format!("{mine}if [ -n \"$IP\" ]; then\n  export RELEASE_NODE=\"relay@$IP\"\nfi\n");
    fs::write(&environment, &other).unwrap();
    let added = beamsmith(project.path(), &["add", "cluster"]);
    assert_eq!(added.status.code(), Some(0));
    assert!(text(&added.stdout).contains("    same rel/env.sh.eex\n"));
    assert_eq!(fs::read_to_string(&environment).unwrap(), other);
}

#[test]
fn two_that_look_for_nodes_are_refused() {
    let project = plain();
    let application = project.path().join("lib/relay/application.ex");
    let source = fs::read_to_string(&application).unwrap();
    let discovery = "children = [\n      {DNSCluster, query: :ignore},";
    fs::write(&application, source.replace("children = [", discovery)).unwrap();
    let before = files(project.path());
    let refused = beamsmith(project.path(), &["add", "cluster", "--strategy", "gossip"]);
    assert_eq!(refused.status.code(), Some(1));
    let told = text(&refused.stderr);
    assert!(
        told.starts_with("error[two-discoveries]: `lib/relay/application.ex` starts `DNSCluster`"),
        "{told}"
    );
    assert_eq!(files(project.path()), before);

    let added = beamsmith(project.path(), &["add", "cluster", "--strategy", "dns_cluster"]);
    assert_eq!(added.status.code(), Some(0), "{}", text(&added.stderr));
    assert!(text(&added.stdout).contains("    same lib/relay/application.ex\n"), "{}", text(&added.stdout));
}

#[test]
fn a_run_that_was_cut_off_is_taken_back_by_the_next() {
    let project = plain();
    let before = files(project.path());
    fs::write(project.path().join("mix.exs"), "half").unwrap();
    fs::create_dir_all(project.path().join("lib/relay/half")).unwrap();
    fs::write(project.path().join("lib/relay/half/made.ex"), "half").unwrap();
    let journal = serde_json::json!({
        "mix.exs": { "before": before["mix.exs"], "after": { "whole": "half" } },
        "lib/relay/half/made.ex": { "before": null, "after": { "whole": "half" } },
        "lib/relay/half/not_yet.ex": { "before": null, "after": { "whole": "half" } },
    });
    fs::write(project.path().join(".beamsmith.journal"), journal.to_string()).unwrap();
    let shown = beamsmith(project.path(), &["add", "tasks", "Imports", "--dry-run"]);
    assert!(text(&shown.stderr).starts_with("A run was interrupted here"), "{}", text(&shown.stderr));

    let refused = beamsmith(project.path(), &["add", "tasks", "Supervisor"]);
    assert!(text(&refused.stderr).starts_with("An interrupted run was undone."));
    assert_eq!(refused.status.code(), Some(2), "the request itself is refused");
    assert_eq!(files(project.path()), before);
    assert!(!project.path().join("lib/relay/half").exists());
}

#[test]
fn what_was_changed_since_a_run_was_cut_off_is_not_lost() {
    let project = plain();
    let mix = fs::read_to_string(project.path().join("mix.exs")).unwrap();
    fs::write(project.path().join("mix.exs"), "# mine\n").unwrap();
    let journal = serde_json::json!({ "mix.exs": { "before": mix, "after": { "whole": "half" } } });
    fs::write(project.path().join(".beamsmith.journal"), journal.to_string()).unwrap();
    let before = files(project.path());
    let refused = beamsmith(project.path(), &["add", "tasks", "Imports"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).starts_with("error[changed-since]: "), "{}", text(&refused.stderr));
    assert_eq!(files(project.path()), before);
}

#[test]
fn a_journal_that_names_files_elsewhere_is_refused() {
    let project = plain();
    let outside = TempDir::new().unwrap();
    let victim = outside.path().join("victim");
    fs::write(&victim, "mine").unwrap();
    for path in [victim.to_str().unwrap(), "../victim"] {
        let journal = serde_json::json!({ path: { "before": null, "after": { "whole": "mine" } } });
        fs::write(project.path().join(".beamsmith.journal"), journal.to_string()).unwrap();
        let refused = beamsmith(project.path(), &["add", "tasks", "Imports"]);
        assert!(text(&refused.stderr).starts_with("error[outside]: "), "{}", text(&refused.stderr));
    }
    assert!(victim.exists());
}

#[test]
fn what_was_read_is_checked_before_anything_is_written() {
    let folder = plain();
    let root = folder.path();
    // What is changed, and what is only read.
    for path in ["lib/relay/application.ex", "mix.exs"] {
        let kind = Kind::named("tasks").unwrap();
        let said = kind.parser().try_get_matches_from(["Imports"]).unwrap();
        let project =
            Project::new(|path| disk::project_file(root, path), |path| disk::project_folder(root, path));
        let plan = run::plan_addition(kind, &said, &support::run(), project).unwrap();
        let before = fs::read_to_string(root.join(path)).unwrap();
        fs::write(root.join(path), format!("{before}# mine\n")).unwrap();
        let there = files(root);
        let refused = disk::apply(root, &plan).unwrap_err().to_string();
        assert!(refused.starts_with("error[changed]: ") && refused.contains(path), "{refused}");
        assert_eq!(files(root), there);
        fs::write(root.join(path), before).unwrap();
        if path == "mix.exs" {
            disk::apply(root, &plan).unwrap();
        }
    }
}

#[test]
fn runs_at_the_same_time_wait_for_nobody_and_break_nothing() {
    let project = plain();
    let names: Vec<_> = ('A'..='F').map(|letter| format!("Tasks{letter}")).collect();
    let start = |name: &String| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_beamsmith"));
        command.args(["add", "tasks", name]).current_dir(project.path());
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap()
    };
    let runs: Vec<_> = names.iter().map(start).collect();
    let files_after = |project: &Path| files(project);
    let done: Vec<_> = runs.into_iter().map(|mut run| run.wait().unwrap().success()).collect();
    let files = files_after(project.path());
    for (name, is_done) in names.iter().zip(done) {
        let is_there =
            files.contains_key(&format!("lib/relay/{}.ex", name.to_lowercase().replace("tasks", "tasks_")));
        let is_child = files["lib/relay/application.ex"].contains(&format!("Relay.{name}"));
        assert_eq!((is_there, is_child), (is_done, is_done), "{name}");
    }
}

#[test]
fn a_run_keeps_others_out_after_it_has_replaced_mix_exs_too() {
    let project = plain();
    let held = disk::lock(project.path()).unwrap();
    let (old, new) = (project.path().join("mix.exs"), project.path().join("mix.new"));
    fs::copy(&old, &new).unwrap();
    fs::rename(&new, &old).unwrap();
    assert!(disk::project_file(project.path(), "mix.exs").is_ok(), "it can be read meanwhile");
    assert_eq!(disk::lock(project.path()).unwrap_err().code(), "busy");
    drop(held);
    assert_eq!(files(project.path()).keys().filter(|path| path.starts_with(".beamsmith")).count(), 0);
}

#[test]
fn what_is_nearly_in_the_project_is_meant() {
    let spec = "[project]\nname = \"shop\"\n[[supervisor]]\nname = \"Pricing\"\n";
    let refused = beamsmith(project(spec).path(), &["add", "cache", "Prices", "--under", "Pircing"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        text(&refused.stderr).ends_with("\n  tip: did you mean `Pricing`?\n"),
        "{}",
        text(&refused.stderr)
    );
}

#[test]
fn a_name_that_is_taken_is_refused() {
    let project = project("[project]\nname = \"shop\"\n");
    let add = |words: &str| beamsmith(project.path(), &words.split(' ').collect::<Vec<_>>());
    for words in ["add tasks Imports", "add page Stock", "add schema Catalog.Item name"] {
        assert!(add(words).status.success(), "{words}");
    }
    let check = |words: &str, parts: [&str; 2]| {
        let refused = add(words);
        let told = text(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2), "{words}: {told}");
        assert!(told.starts_with("error[name-taken]: "), "{words}: {told}");
        assert!(parts.iter().all(|part| told.contains(part)), "{words}: {told}");
    };
    check("add tasks Imports --max-concurrency 2", ["`Imports` already exists", "max_concurrency = 8"]);
    check("add schema Shop.Catalog.Item name size", ["already exists", "name = \"Catalog.Item\""]);
    check("add page StockLive --route /stocks", ["`StockLive` already exists", "name = \"Stock\""]);
    check("add context CATALOG", ["`Shop.CATALOG` would be in `lib/shop/catalog.ex`", "use that spelling"]);
    let taken = ["would have the table `items`, which `Catalog.Item` has", "use `--table sales_items`"];
    check("add schema Sales.Item name", taken);
    // What another hand made tells it by its migration.
    fs::remove_file(project.path().join("beamsmith.toml")).unwrap();
    fs::remove_file(project.path().join("beamsmith.lock")).unwrap();
    check("add schema Sales.Item name", taken);
    assert!(add("add schema Sales.Item name --table sales_items").status.success());
    let migrations = project.path().join("priv/repo/migrations");
    fs::write(migrations.join("20260101000000_create_users_auth_tables.exs"), "").unwrap();
    fs::create_dir(project.path().join("lib/shop/accounts")).unwrap();
    let user = "defmodule Shop.Accounts.User do\n  use Ecto.Schema\n\n  schema \"users\" do\n  end\nend\n";
    fs::write(project.path().join("lib/shop/accounts/user.ex"), user).unwrap();
    check(
        "add schema Sales.User name",
        ["the table `users`, which `Accounts.User` has", "--table sales_users"],
    );
}

/// A file-size limit stands for a disk that fills up: the journal does not fit any more.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up_leaves_the_project_as_it_was() {
    let project = plain();
    let before = files(project.path());
    let program = env!("CARGO_BIN_EXE_beamsmith");
    let script = format!("trap '' XFSZ; ulimit -f 4; exec '{program}' add rate_limiter Limit");
    let full = Command::new("bash").args(["-c", &script]).current_dir(project.path()).output().unwrap();
    assert_eq!(full.status.code(), Some(1), "{}", text(&full.stderr));
    assert!(text(&full.stderr).starts_with("error[disk]: cannot write"), "{}", text(&full.stderr));
    assert_eq!(files(project.path()), before);
}

/// A file system of a few KB, which is full at another file each time. Needs a name space of its own to mount it in.
#[cfg(target_os = "linux")]
#[test]
fn a_file_system_that_fills_up_anywhere_leaves_the_project_as_it_was() {
    let project = plain();
    let script = format!(
        "set -e; here=$(pwd); room=$(mktemp -d); trap 'rmdir \"$room\"' EXIT
        mount -t tmpfs -o size=2m none \"$room\"; trap 'umount \"$room\"; rmdir \"$room\"' EXIT
        cp -r \"$here\" \"$room/p\"; cd \"$room/p\"; echo mounted
        for free in 4 16 28 40 48 56 64 72 80 88; do
          size=$(df -k --output=avail . | tail -1); head -c $(((size - free) * 1024)) /dev/zero >../fill
          if '{}' add rate_limiter Limit >/dev/null 2>\"$room/told\"; then echo done; break; fi
          rm ../fill; diff -r \"$here\" .; echo \"full\"
        done; cd \"$here\"",
        env!("CARGO_BIN_EXE_beamsmith")
    );
    let words = ["--user", "--map-root-user", "--mount", "bash", "-c", &script];
    let tried = Command::new("unshare").args(words).current_dir(project.path()).output();
    let told = tried.as_ref().map(text_of).unwrap_or_default();
    if !told.starts_with("mounted\n") {
        eprintln!("not run: nothing can be mounted here");
        return;
    }
    assert!(tried.unwrap().status.success(), "{told}");
    assert!(told.matches("full\n").count() > 3 && told.ends_with("done\n"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_named_pipe_in_place_of_a_source_is_refused() {
    let project = plain();
    let application = project.path().join("lib/relay/application.ex");
    fs::remove_file(&application).unwrap();
    assert!(Command::new("mkfifo").arg(&application).status().unwrap().success());
    let refused = beamsmith(project.path(), &["add", "tasks", "Imports"]);
    assert_eq!(refused.status.code(), Some(1));
    let told = text(&refused.stderr);
    assert!(told.starts_with("error[") && told.contains("application.ex"), "{told}");
    assert!(told.contains("not a regular file"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_project_is_not_followed() {
    let project = plain();
    let outside = TempDir::new().unwrap();
    std::os::unix::fs::symlink(outside.path(), project.path().join("lib/relay/far")).unwrap();
    let refused = beamsmith(project.path(), &["add", "tasks", "Far.Imports"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).starts_with("error[outside]: `lib/relay/far/imports.ex` leads out"));
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_mode_and_a_link_inside_the_project_stays_a_link() {
    use std::os::unix::fs::PermissionsExt as _;
    let project = plain();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let (mix, application) =
        (project.path().join("mix.exs"), project.path().join("lib/relay/application.ex"));
    fs::set_permissions(&mix, fs::Permissions::from_mode(0o640)).unwrap();
    let target = project.path().join("application.ex");
    fs::rename(&application, &target).unwrap();
    std::os::unix::fs::symlink("../../application.ex", &application).unwrap();
    let before = files(project.path());
    assert_eq!(beamsmith(project.path(), &["add", "cache", "Prices"]).status.code(), Some(0));
    assert_eq!(mode(&mix), 0o640);
    assert!(fs::symlink_metadata(&application).unwrap().is_symlink());
    assert!(fs::read_to_string(&target).unwrap().contains("Relay.Prices"));
    assert_eq!(beamsmith(project.path(), &["undo"]).status.code(), Some(0));
    assert_eq!(files(project.path()), before);
    assert_eq!(mode(&mix), 0o640);

    let outside = TempDir::new().unwrap();
    let secret = outside.path().join("application.ex");
    fs::rename(&target, &secret).unwrap();
    fs::remove_file(&application).unwrap();
    std::os::unix::fs::symlink(&secret, &application).unwrap();
    let held = fs::read_to_string(&secret).unwrap();
    let refused = beamsmith(project.path(), &["add", "cache", "Prices"]);
    assert!(text(&refused.stderr).starts_with("error[outside]: "), "{}", text(&refused.stderr));
    assert_eq!(fs::read_to_string(&secret).unwrap(), held);
}

#[test]
fn an_application_may_be_called_otherwise() {
    let project = plain();
    let (lib, mix) = (project.path().join("lib"), project.path().join("mix.exs"));
    let source = fs::read_to_string(lib.join("relay/application.ex")).unwrap();
    fs::remove_file(lib.join("relay/application.ex")).unwrap();
    let source = source.replace("Relay.Application", "Relay").replace("Relay.Supervisor", "Relay.Root");
    fs::write(lib.join("relay.ex"), source).unwrap();
    let text = fs::read_to_string(&mix).unwrap();
    fs::write(&mix, text.replace("{Relay.Application, []}", "{Relay, []}").replace(":relay", ":server"))
        .unwrap();
    assert_eq!(beamsmith(project.path(), &["add", "tasks", "Imports"]).status.code(), Some(0));
    assert!(fs::read_to_string(lib.join("relay.ex")).unwrap().contains("Relay.Imports\n    ]"));
    assert!(lib.join("server/imports.ex").is_file());
    let written = fs::read_to_string(project.path().join("test/server/imports_test.exs")).unwrap();
    assert!(written.contains("Supervisor.which_children(Relay.Root)"), "{written}");
}

#[test]
fn names_are_read_from_the_syntax_tree() {
    let project = plain();
    let mix = project.path().join("mix.exs");
    let text = fs::read_to_string(&mix).unwrap();
    let text = text.replace("app: :relay", "app: @app").replacen(
        "  use Mix.Project\n",
        "  use Mix.Project\n\n  # No apps_path: this is no umbrella.\n  @app :relay\n  @tools [credo: [app: false]]\n",
        1,
    );
    fs::write(&mix, text).unwrap();
    let added = beamsmith(project.path(), &["add", "tasks", "Imports"]);
    assert_eq!(added.status.code(), Some(0), "{}", text_of(&added));
    assert!(project.path().join("lib/relay/imports.ex").is_file());
}

/// `mix new relay --module Acme.Relay` keeps its code in `lib/acme/relay`.
#[test]
fn components_stand_beside_the_application_that_is_named_in_parts() {
    let project = project("[project]\nname = \"relay\"\nkind = \"otp\"\nmodule = \"Acme.Relay\"\n");
    let lib = project.path().join("lib");
    fs::create_dir(lib.join("acme")).unwrap();
    fs::rename(lib.join("relay"), lib.join("acme/relay")).unwrap();
    let under = ["add", "tasks", "Pricing.Imports", "--under", "Pricing"];
    for words in [&["add", "supervisor", "Pricing"][..], &under] {
        let added = beamsmith(project.path(), words);
        assert_eq!(added.status.code(), Some(0), "{}", text_of(&added));
    }
    assert!(lib.join("acme/relay/pricing/imports.ex").is_file());
    assert!(project.path().join("test/acme/relay/pricing/imports_test.exs").is_file());
    assert!(!lib.join("relay").exists());
    let drawn = text(&beamsmith(project.path(), &["tree"]).stdout);
    assert!(drawn.contains("   └─ Acme.Relay.Pricing.Imports"), "{drawn}");
}

/// What an umbrella tells its generators and who its scopes are stands in its configuration, not in the application's.
#[test]
fn an_application_of_an_umbrella_reads_the_configuration_of_the_whole() {
    let project = project("[project]\nname = \"shop\"\nkind = \"otp\"\ndatabase = \"postgres\"\n");
    let app = project.path().join("apps/shop");
    fs::create_dir_all(&app).unwrap();
    for name in ["lib", "test", "priv", "mix.exs", ".formatter.exs"] {
        fs::rename(project.path().join(name), app.join(name)).unwrap();
    }
    let mix = fs::read_to_string(app.join("mix.exs")).unwrap();
    let mix = mix.replace("app: :shop,", "app: :shop,\n      config_path: \"../../config/config.exs\",");
    fs::write(app.join("mix.exs"), mix).unwrap();
    let application = app.join("lib/shop/application.ex");
    let text = fs::read_to_string(&application).unwrap();
    let text = text.replace("      Shop.Repo", "      Shop.Repo,\n      {Phoenix.PubSub, name: Shop.PubSub}");
    fs::write(application, text).unwrap();
    let config = "import Config\n\nconfig :shop_web,\n  generators: [context_app: :shop, binary_id: true]\n\n\
        config :shop, :scopes,\n  user: [\n    default: true,\n    module: Shop.Accounts.Scope,\n    \
        assign_key: :current_scope,\n    access_path: [:user, :id],\n    schema_key: :user_id,\n    \
        schema_type: :binary_id,\n    schema_table: :users\n  ]\n";
    fs::write(project.path().join("config/config.exs"), config).unwrap();
    let added = beamsmith(&app, &["add", "schema", "Catalog.Product", "name"]);
    assert_eq!(added.status.code(), Some(0), "{}", text_of(&added));
    let schema = fs::read_to_string(app.join("lib/shop/catalog/product.ex")).unwrap();
    assert!(schema.contains("@primary_key {:id, Ecto.UUID, autogenerate: [version: 7]}"), "{schema}");
    assert!(schema.contains("field :user_id, Ecto.UUID"), "{schema}");
    let context = fs::read_to_string(app.join("lib/shop/catalog.ex")).unwrap();
    assert!(context.contains("def subscribe_products("), "{context}");
    assert!(!app.join("config").exists());
    assert_eq!(fs::read_to_string(project.path().join("config/config.exs")).unwrap(), config);
}

/// The web application of an umbrella is a web layer itself, and its `PubSub` is the other application's.
#[test]
fn the_web_application_of_an_umbrella_keeps_its_names() {
    let project = project("[project]\nname = \"shop\"\nkind = \"api\"\ndatabase = \"none\"\n");
    let (lib, mix) = (project.path().join("lib"), project.path().join("mix.exs"));
    let web = fs::read_to_string(&mix).unwrap().replace(":shop", ":shop_web").replace("Shop.A", "ShopWeb.A");
    fs::write(&mix, web).unwrap();
    let application = fs::read_to_string(lib.join("shop/application.ex")).unwrap();
    let application = application.replace("Shop.", "ShopWeb.");
    let application = application.replace("      {Phoenix.PubSub, name: ShopWeb.PubSub},\n", "");
    assert!(!application.contains("PubSub"));
    fs::write(lib.join("shop_web/application.ex"), application).unwrap();
    fs::remove_dir_all(lib.join("shop")).unwrap();
    let limiter = ["add", "rate_limiter", "Limit", "--pipeline", "api"];
    for words in [&["add", "channel", "Room"][..], &["add", "presence"], &limiter] {
        let added = beamsmith(project.path(), words);
        assert_eq!(added.status.code(), Some(0), "{}", text_of(&added));
    }
    let refused = text_of(&beamsmith(project.path(), &["add", "schema", "Catalog.Product", "name"]));
    assert!(refused.starts_with("error[umbrella]: this is the web application of an umbrella"), "{refused}");
    let files = files(project.path());
    assert!(files["lib/shop_web/channels/room_channel.ex"].starts_with("defmodule ShopWeb.RoomChannel do"));
    assert!(files["lib/shop_web/presence.ex"].contains("pubsub_server: Shop.PubSub"));
    assert!(files["lib/shop_web/plugs/limit.ex"].starts_with("defmodule ShopWeb.Plugs.Limit do"));
    assert!(!files.keys().any(|path| path.contains("web_web")));

    // All applications of an umbrella share its configuration.
    let shared = fs::read_to_string(&mix).unwrap();
    let shared =
        shared.replace("app: :shop_web,", "app: :shop_web,\n      config_path: \"../../config/config.exs\",");
    fs::write(&mix, shared).unwrap();
    fs::remove_dir_all(project.path().join("config")).unwrap();
    let added = beamsmith(project.path(), &["add", "rate_limiter", "Quota", "--pipeline", "api"]);
    assert_eq!(added.status.code(), Some(1), "{}", text_of(&added));
    let told = text_of(&added);
    assert!(told.contains(" by hand ../../config/test.exs: add to the end of the configuration\n"), "{told}");
}

#[test]
fn a_socket_of_another_make_is_left_to_its_owner() {
    let project = project("[project]\nname = \"shop\"\nkind = \"api\"\ndatabase = \"none\"\n");
    let socket = project.path().join("lib/shop_web/channels/user_socket.ex");
    let source = "defmodule ShopWeb.UserSocket do\n  use ShopWeb, :socket\nend\n";
    fs::create_dir(socket.parent().unwrap()).unwrap();
    fs::write(&socket, source).unwrap();
    let added = beamsmith(project.path(), &["add", "channel", "Room"]);
    assert_eq!(added.status.code(), Some(1));
    let told = text(&added.stdout);
    let step = "by hand lib/shop_web/channels/user_socket.ex: add to the channels of the socket";
    assert!(
        told.contains(step) && told.contains("\n    channel \"room:*\", ShopWeb.RoomChannel\n"),
        "{told}"
    );
    assert_eq!(fs::read_to_string(&socket).unwrap(), source);
}

#[test]
fn projects_that_cannot_take_a_component_say_why() {
    let empty = TempDir::new().unwrap();
    let umbrella = TempDir::new().unwrap();
    let mix =
        "defmodule U.MixProject do\n  use Mix.Project\n\n  def project, do: [apps_path: \"apps\"]\nend\n";
    fs::write(umbrella.path().join("mix.exs"), mix).unwrap();
    let library = TempDir::new().unwrap();
    let mix =
        "defmodule L.MixProject do\n  use Mix.Project\n\n  def project, do: [app: :lib, deps: []]\nend\n";
    fs::write(library.path().join("mix.exs"), mix).unwrap();
    for (folder, code) in [(&empty, "no-project"), (&umbrella, "umbrella"), (&library, "no-application")] {
        let refused = beamsmith(folder.path(), &["add", "tasks", "Imports"]);
        assert_eq!(refused.status.code(), Some(1));
        assert!(text(&refused.stderr).starts_with(&format!("error[{code}]: ")), "{}", text(&refused.stderr));
    }
}

#[test]
fn a_database_that_was_never_tried_is_refused() {
    let project = project("[project]\nname = \"relay\"\nkind = \"api\"\n");
    let repo = project.path().join("lib/relay/repo.ex");
    let source = fs::read_to_string(&repo).unwrap();
    for (adapter, status) in [("Ecto.Adapters.Tds", 1), ("Relay.Repo.adapter()", 0)] {
        fs::write(&repo, source.replace("Ecto.Adapters.Postgres", adapter)).unwrap();
        let added = beamsmith(project.path(), &["add", "schema", "Catalog.Tool", "name", "--dry-run"]);
        assert_eq!(added.status.code(), Some(status), "{}", text_of(&added));
        assert_eq!(
            text(&added.stderr).starts_with("error[other-database]: "),
            status == 1,
            "{}",
            text_of(&added)
        );
    }
}

#[test]
fn pages_ask_for_the_layout_and_the_button_that_they_are_made_of() {
    let project = project("[project]\nname = \"relay\"\nkind = \"live\"\ndatabase = \"none\"\n");
    let components = project.path().join("lib/relay_web/components");
    for (file, old, new, code) in [
        ("core_components.ex", "navigate", "nowhere", "no-button"),
        ("layouts.ex", "def app(", "def frame(", "no-layout"),
        ("../../relay_web.ex", "Phoenix.VerifiedRoutes", "Phoenix.Routes", "no-verified-routes"),
    ] {
        let path = components.join(file);
        let source = fs::read_to_string(&path).unwrap();
        assert!(source.contains(old), "{source}");
        fs::write(path, source.replace(old, new)).unwrap();
        let refused = beamsmith(project.path(), &["add", "page", "Board"]);
        assert_eq!(refused.status.code(), Some(1), "{}", text_of(&refused));
        assert!(text(&refused.stderr).starts_with(&format!("error[{code}]: ")), "{}", text_of(&refused));
    }
}

#[test]
fn a_path_at_which_something_is_mounted_is_taken() {
    let project =
        project("[project]\nname = \"shop\"\n\n[[schema]]\nname = \"Catalog.Item\"\nfields = [\"name\"]\n");
    let router = project.path().join("lib/shop_web/router.ex");
    let mounts = "\n  scope \"/\" do\n    pipe_through :browser\n\n    live_dashboard \"/dashboard\", metrics: ShopWeb.Telemetry\n    \
                  oban_dashboard(\"/admin/oban\")\n    forward \"/files\", Shop.Files\n    get \"/robots.txt\", Shop.Robots, :show\n  end\nend\n";
    let text = fs::read_to_string(&router).unwrap();
    fs::write(&router, format!("{}{mounts}", text.trim_end().strip_suffix("end").unwrap())).unwrap();
    let before = files(project.path());
    for (words, path, taken) in [
        ("page Dashboard", "/dashboard", "live_dashboard"),
        ("page Home --route /dashboard/home", "/dashboard/home", "live_dashboard"),
        ("page Admin.Oban", "/admin/oban", "oban_dashboard"),
        ("page Files", "/files", "Shop.Files"),
        ("page Old --route /files/old", "/files/old", "Shop.Files"),
        ("html Catalog.Item --namespace=Files", "/files/items", "Shop.Files"),
        ("page Mail --route /dev/mailbox", "/dev/mailbox", "Plug.Swoosh.MailboxPreview"),
    ] {
        let refused =
            beamsmith(project.path(), &["add"].into_iter().chain(words.split(' ')).collect::<Vec<_>>());
        let told = text_of(&refused);
        let taken = format!("error[route-taken]: `{path}` is taken: `{taken}` answers there\n");
        assert!(told.starts_with(&taken), "{words}: {told}");
    }
    assert_eq!(files(project.path()), before);
    for words in ["page Filed", "page Dash.Board --route /dash-board"] {
        let added =
            beamsmith(project.path(), &["add"].into_iter().chain(words.split(' ')).collect::<Vec<_>>());
        assert!(added.status.success(), "{words}: {}", text_of(&added));
    }
}

#[test]
fn an_interface_brings_its_pipeline_and_what_its_tests_read_pages_with() {
    let spec = "[project]\nname = \"relay\"\nkind = \"live\"\n\n[[schema]]\nname = \"Lists.Task\"\nfields = [\"name\"]\n";
    let project = project(spec);
    let replace = |path: &str, old: &str, new: &str| {
        let path = project.path().join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "{text}");
        fs::write(path, text.replace(old, new)).unwrap();
    };
    replace("mix.exs", "{:lazy_html, \"~> 0.1.11\", only: :test}", "{:floki, \">= 0.30.0\", only: :test}");
    replace("lib/relay_web/router.ex", "pipeline :api do", "pipeline :open do");
    let added = beamsmith(project.path(), &["add", "json", "Lists.Task"]);
    assert_eq!(added.status.code(), Some(0), "{}", text_of(&added));
    let router = fs::read_to_string(project.path().join("lib/relay_web/router.ex")).unwrap();
    assert!(router.contains("  pipeline :api do\n    plug :accepts, [\"json\"]\n  end\n"), "{router}");
    assert!(router.contains("scope \"/api\", RelayWeb do\n    pipe_through :api\n"), "{router}");
    let added = beamsmith(project.path(), &["add", "html", "Lists.Task", "--namespace", "Pages"]);
    assert_eq!(added.status.code(), Some(0), "{}", text_of(&added));
    let packages = fs::read_to_string(project.path().join("mix.exs")).unwrap();
    assert!(packages.contains("{:lazy_html, \"~> 0.1.11\", only: :test}"), "{packages}");
}

#[test]
fn the_tree_is_drawn_from_the_sources() {
    let project = project(
        "[project]\nname = \"shop\"\n\n[[supervisor]]\nname = \"Pricing\"\nstrategy = \"rest_for_one\"\n\n\
         [[cache]]\nname = \"Pricing.Cache\"\nunder = \"Pricing\"\n\n[[dynamic]]\nname = \"Rooms\"\n\n\
         [[gen_server]]\nname = \"Engine\"\nrestart = \"transient\"\n",
    );
    let drawn = beamsmith(project.path(), &["tree"]);
    let mermaid = beamsmith(project.path(), &["tree", "--format", "mermaid"]);
    insta::with_settings!({
        snapshot_path => "add", prepend_module_to_snapshot => false, omit_expression => true,
    }, { insta::assert_snapshot!("tree", text(&drawn.stdout) + "\n" + &text(&mermaid.stdout)) });
}

/// The chart in a README, or what `tree` draws.
fn chart(text: &str) -> &str {
    let fence = text.find("```mermaid").map_or(text, |at| &text[at + "```mermaid\n".len()..]);
    fence.split("```").next().unwrap()
}

#[test]
fn the_readme_shows_the_tree_as_it_is() {
    let project = project(
        "[project]\nname = \"relay\"\nkind = \"otp\"\n\n[[supervisor]]\nname = \"Trunk\"\n\n\
         [[tasks]]\nname = \"Trunk.Imports\"\nunder = \"Trunk\"\n",
    );
    let readme = project.path().join("README.md");
    let drawn = || text(&beamsmith(project.path(), &["tree", "--format", "mermaid"]).stdout);
    let shown = || fs::read_to_string(&readme).unwrap();
    assert!(drawn().contains("Relay.Trunk.Imports"));
    assert_eq!(chart(&shown()), drawn());

    let before = shown();
    assert!(beamsmith(project.path(), &["add", "cache", "Cache"]).status.success());
    assert!(drawn().contains("Relay.Cache"));
    assert_eq!(chart(&shown()), drawn());
    let around = |text: &str| text.replacen(chart(text), "", 1);
    assert_eq!(around(&shown()), around(&before));
}

#[test]
fn a_picture_is_redrawn_with_the_line_ends_of_its_readme() {
    let project = plain();
    let readme = project.path().join("README.md");
    fs::write(&readme, fs::read_to_string(&readme).unwrap().replace('\n', "\r\n")).unwrap();
    assert!(beamsmith(project.path(), &["add", "cache", "Cache"]).status.success());
    let shown = fs::read_to_string(&readme).unwrap();
    assert!(shown.contains("Relay.Cache<br/>"), "{shown}");
    assert_eq!(shown.matches('\n').count(), shown.matches("\r\n").count());
}

#[test]
fn a_readme_that_shows_something_else_is_left_alone() {
    let project = plain();
    let readme = project.path().join("README.md");
    let written = fs::read_to_string(&readme).unwrap();
    let renamed = written.replace("Relay.TaskSupervisor", "Tasks");
    let others: [&[u8]; 4] =
        [renamed.as_bytes(), b"# Mine\n", b"```mermaid\ngraph TD\n```\n", b"\xff```mermaid\n"];
    for (index, other) in others.iter().enumerate() {
        fs::write(&readme, other).unwrap();
        let added = beamsmith(project.path(), &["add", "tasks", &format!("Imports{index}")]);
        assert!(added.status.success(), "{}", text(&added.stderr));
        assert_eq!(fs::read(&readme).unwrap(), *other);
    }
    fs::remove_file(&readme).unwrap();
    assert!(beamsmith(project.path(), &["add", "tasks", "Imports"]).status.success());
    assert!(!readme.exists());
}

#[test]
fn the_other_side_of_a_reference_comes_with_the_schema_that_has_it() {
    for keeps_spec in [true, false] {
        let project = project("[project]\nname = \"shop\"\n");
        if !keeps_spec {
            fs::remove_file(project.path().join("beamsmith.toml")).unwrap();
        }
        let add = |words: &str| text_of(&beamsmith(project.path(), &words.split(' ').collect::<Vec<_>>()));
        let person = "add schema People.Person name written:has_many=Blog.Post";
        let told = add(person);
        assert!(told.contains("   later lib/shop/people/person.ex: `written`, with `Blog.Post`\n"), "{told}");
        assert!(!files(project.path())["lib/shop/people/person.ex"].contains("Blog"));
        let told = add("add schema Blog.Post title author:belongs_to=People.Person");
        assert!(!told.contains("later"), "{told}");
        let line = "    has_many :written, Shop.Blog.Post, foreign_key: :author_id\n";
        assert!(files(project.path())["lib/shop/people/person.ex"].contains(line));
        for again in [person, "add schema Blog.Post title author:belongs_to=People.Person"] {
            assert!(add(again).contains("Nothing to do"));
        }
        add("undo");
        assert!(!files(project.path())["lib/shop/people/person.ex"].contains("Blog"));
    }
}

#[test]
fn pages_ask_for_all_that_they_call_of_a_context() {
    let project = project("[project]\nname = \"shop\"\n");
    let context = "defmodule Shop.Accounts do\n  def list_users, do: []\n  def create_user(attrs \\\\ %{}), do: attrs\n  \
                   def update_user(user, attrs) when is_map(attrs), do: user\n  def delete_user(user), do: user\n  \
                   def change_user(user, attrs \\\\ %{}), do: {user, attrs}\nend\n";
    let schema = "defmodule Shop.Accounts.User do\n  use Ecto.Schema\n\n  schema \"users\" do\n    field :name\n  end\nend\n";
    fs::create_dir_all(project.path().join("lib/shop/accounts")).unwrap();
    fs::write(project.path().join("lib/shop/accounts.ex"), context).unwrap();
    fs::write(project.path().join("lib/shop/accounts/user.ex"), schema).unwrap();
    for (kind, lacking) in [
        ("live", "`list_users/1`, `fetch_user/1`, `subscribe_users/0`\n"),
        ("html", "`list_users/1`, `fetch_user/1`\n"),
    ] {
        let told = text_of(&beamsmith(project.path(), &["add", kind, "Accounts.User"]));
        let refused =
            "error[no-function]: `Accounts` is missing functions that pages for `Accounts.User` call: ";
        assert!(told.starts_with(&format!("{refused}{lacking}")), "{told}");
        assert!(
            told.contains("`mix phx.gen.live`, `html` or `json` with `--no-context` makes pages"),
            "{told}"
        );
    }
}

#[test]
fn tests_that_could_not_compile_are_refused_with_the_way_out() {
    let project = project("[project]\nname = \"shop\"\n");
    let source = "defmodule Shop.Accounts.User do\n  use Ecto.Schema\n\n  schema \"users\" do\n    field :name\n  end\nend\n";
    fs::create_dir_all(project.path().join("lib/shop/accounts")).unwrap();
    let user = project.path().join("lib/shop/accounts/user.ex");
    fs::write(&user, source).unwrap();
    for step in ["user:insert=Accounts.User", "user:update=Accounts.User"] {
        let told = text_of(&beamsmith(project.path(), &["add", "operation", "Blog.Join", step]));
        assert!(
            told.starts_with("error[no-function]: `Accounts.User` has no `changeset/2`, which "),
            "{told}"
        );
    }
    let changeset = "  def changeset(user, attrs), do: Ecto.Changeset.cast(user, attrs, [:name])\nend\n";
    fs::write(&user, format!("{}{changeset}", source.strip_suffix("end\n").unwrap())).unwrap();
    let before = files(project.path());
    for (words, function) in [
        ("add schema Blog.Post title user:belongs_to=users", "user_fixture"),
        ("add schema Blog.Post title users:many_to_many=Accounts.User", "user_fixture"),
        ("add operation Blog.Join user:insert=Accounts.User", "valid_user_attrs"),
        ("add operation Blog.Leave user:delete=Accounts.User", "user_fixture"),
    ] {
        let told = text_of(&beamsmith(project.path(), &words.split(' ').collect::<Vec<_>>()));
        let refused = format!("error[no-fixture]: `Shop.AccountsFixtures` has no `{function}`, which ");
        assert!(told.starts_with(&refused), "{told}");
        assert!(told.contains("tip: add it to `test/support/fixtures/accounts_fixtures.ex`"), "{told}");
    }
    assert_eq!(files(project.path()), before);
    fs::create_dir_all(project.path().join("test/support/fixtures")).unwrap();
    let fixtures = "defmodule Shop.AccountsFixtures do\n  def user_fixture, do: nil\nend\n";
    fs::write(project.path().join("test/support/fixtures/accounts_fixtures.ex"), fixtures).unwrap();
    let left = beamsmith(project.path(), &["add", "operation", "Blog.Leave", "user:delete=Accounts.User"]);
    assert!(left.status.success(), "{}", text_of(&left));
    let operation = &files(project.path())["lib/shop/blog/leave.ex"];
    assert!(operation.contains("defp delete_user(%User{} = row), do: row\n"), "{operation}");
    assert!(!operation.contains("User.t()"), "{operation}");
}
