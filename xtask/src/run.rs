//! Serves the demonstration: both packs, an embedded store, one address.

use anyhow::{Context as _, Result};

use crate::project::{Project, run};

const LISTEN: &str = "127.0.0.1:8080";
const DATABASE: &str = "sqlite://target/zhice-demo.db?mode=rwc";

pub(crate) fn serve(project: &Project, further: &[String]) -> Result<()> {
    crate::assets::build(project, false)?;
    let store = project.root.join("target");
    std::fs::create_dir_all(&store).with_context(|| format!("cannot make {}", store.display()))?;
    println!("\nWhen the service is up:");
    for (path, what) in [
        ("/", "the demonstration portal"),
        ("/p/gongshu", "the plan of the first deployment"),
        ("/p/shili", "the fictitious county, every state of a plan"),
        ("/chat", "the chat"),
    ] {
        println!("  http://{LISTEN}{path:<12} {what}");
    }
    println!("Arguments after `--` go to zhice and win over these, such as `-- --listen 127.0.0.1:8081`.");
    println!("Ctrl-C ends it. The store is kept in target/zhice-demo.db.\n");
    let mut command = project.cargo(&["run", "--locked", "-p", "bot", "--bin", "zhice", "--", "serve"]);
    command
        .args(["--data", "data/gongshu", "--data", "data/shili"])
        .args(["--db", DATABASE, "--listen", LISTEN])
        .args(further);
    run(&mut command)
}
