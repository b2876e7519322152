//! Signals that stop the sandbox: Ctrl-C, and SIGTERM where it exists.

use tokio::sync::watch;

/// Becomes true at the first signal.
pub fn stop() -> Result<watch::Receiver<bool>, String> {
    let mut signals = Signals::listen().map_err(|error| format!("Cannot listen for signals: {error}."))?;
    let (sender, stopping) = watch::channel(false);
    tokio::spawn(async move {
        signals.next().await;
        sender.send_replace(true);
    });
    Ok(stopping)
}

#[cfg(unix)]
struct Signals([tokio::signal::unix::Signal; 2]);

#[cfg(unix)]
impl Signals {
    fn listen() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Signals([signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?]))
    }

    async fn next(&mut self) {
        let Signals([terminate, interrupt]) = self;
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    }
}

#[cfg(windows)]
struct Signals(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Signals {
    fn listen() -> std::io::Result<Self> {
        Ok(Signals(tokio::signal::windows::ctrl_c()?))
    }

    async fn next(&mut self) {
        self.0.recv().await;
    }
}
