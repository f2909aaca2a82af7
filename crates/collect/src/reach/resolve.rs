//! Names of hosts to addresses of machines: only public ones come through, whenever they are asked for. The connection is made with
//! what comes out here, so that a name that changes between a check and its use changes nothing.

use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::public::is_public;

/// What looks names up.
pub trait LookUp: Send + Sync {
    /// The addresses of a name.
    fn look_up(&self, host: String) -> Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;
}

/// As the system does.
#[derive(Clone, Copy, Debug)]
pub struct System;

impl LookUp for System {
    fn look_up(&self, host: String) -> Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>> {
        Box::pin(async move { Ok(tokio::net::lookup_host((host, 0)).await?.map(|address| address.ip()).collect()) })
    }
}

/// A name that leads into an inner network.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{host} leads to {address}, which is not of the public internet")]
pub struct Inner {
    /// The name.
    pub host: String,
    /// An address that it has.
    pub address: IpAddr,
}

/// Looks names up; `guarded` lets only public addresses through.
pub struct Resolver {
    /// What is asked.
    pub inner: Arc<dyn LookUp>,
    /// Whether only public addresses come through.
    pub guarded: bool,
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (inner, guarded) = (Arc::clone(&self.inner), self.guarded);
        Box::pin(async move {
            let host = name.as_str().to_owned();
            let found = inner.look_up(host.clone()).await?;
            let through: Vec<IpAddr> = found.iter().copied().filter(|address| !guarded || is_public(*address)).collect();
            if through.is_empty()
                && let Some(address) = found.first()
            {
                return Err(Inner { host, address: *address }.into());
            }
            let addresses: Addrs = Box::new(through.into_iter().map(|address| SocketAddr::new(address, 0)));
            Ok(addresses)
        })
    }
}
