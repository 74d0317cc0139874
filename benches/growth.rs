//! Ten times as many components: how much more time and memory, in one run.
//!
//! Needs Bash, which tells the processor time of a program in milliseconds, and GNU `time`, which tells its peak memory. On ext4 a file that is made soon
//! after others were removed takes longer, and the longer the more of them: nothing is removed before the end, and
//! `TMPDIR` may name a folder in memory.

use std::fs;
use std::path::Path;
use std::process::Command;

/// How many components are made in all of each number: a few milliseconds of a run may be chance.
const MADE: usize = 3000;

const MEASURE: &str =
    "TIMEFORMAT='%3U %3S'; time command time -f %M \"$0\" new --no-git --quiet --spec \"$@\"";

fn main() {
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    let process = "\n[[gen_server]]\nname = \"PartNUMBER.Engine\"\n";
    let schema = "\n[[schema]]\nname = \"PartNUMBER.Item\"\ntable = \"items_NUMBER\"\n\
        fields = [\"name:string:unique\", \"price:decimal:min=0\"]\n";
    for (name, kind, table) in [("processes", "otp", process), ("schemas", "live", schema)] {
        let [few, many] = [100, 1000].map(|count| measure(folder.path(), kind, table, count));
        println!("1,000 {name} / 100 {name}");
        println!("  time    {:.1}", many.seconds / few.seconds);
        println!("  memory  {:.1}", many.megabytes / few.megabytes);
        println!(
            "  ({:.3} s and {:.2} s of the processor, {:.1} MB and {:.1} MB)",
            few.seconds, many.seconds, few.megabytes, many.megabytes
        );
    }
}

struct Use {
    seconds: f64,
    megabytes: f64,
}

/// What a project of a kind takes that has so many of a table.
fn measure(folder: &Path, kind: &str, table: &str, count: usize) -> Use {
    let mut spec = format!("[project]\nname = \"shop\"\nkind = \"{kind}\"\n");
    for number in 0..count {
        spec.push_str(&table.replace("NUMBER", &number.to_string()));
    }
    let file = folder.join(format!("{count}.toml"));
    fs::write(&file, spec).expect("a temporary file");
    let rounds = MADE / count;
    let runs = (0..rounds).map(|round| {
        let project = folder.join(format!("{kind}{count}_{round}"));
        let mut command = Command::new("bash");
        command.args(["-c", MEASURE, env!("CARGO_BIN_EXE_beamsmith")]).arg(&file).arg(&project);
        let output = command.output().expect("Bash and GNU time");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        let numbers: Vec<f64> =
            told.split_whitespace().map(|number| number.parse().expect("a number")).collect();
        Use { seconds: numbers[1] + numbers[2], megabytes: numbers[0] / 1024.0 }
    });
    let total = runs.fold(Use { seconds: 0.0, megabytes: 0.0 }, |total, one| Use {
        seconds: total.seconds + one.seconds,
        megabytes: total.megabytes.max(one.megabytes),
    });
    Use { seconds: total.seconds / f64::from(u32::try_from(rounds).expect("a small number")), ..total }
}
