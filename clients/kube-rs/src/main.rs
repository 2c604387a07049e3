//! Lists, watches or runs an informer on Endpoints or EndpointSlices with kube-rs; see ../README.md.

use futures::{pin_mut, StreamExt, TryStreamExt};
use k8s_openapi::api::{core::v1::Endpoints, discovery::v1::EndpointSlice};
use kube::api::{Api, ListParams, WatchEvent, WatchParams};
use kube::runtime::watcher::{self, watcher};
use kube::{Client, Config, Resource, ResourceExt};
use serde::de::DeserializeOwned;
use std::fmt::Debug;
use std::time::Duration;

trait Ready: Resource<DynamicType = ()> + Clone + Debug + DeserializeOwned + Send + 'static {
    fn ready(&self) -> Vec<String>;
}

impl Ready for Endpoints {
    fn ready(&self) -> Vec<String> {
        let subsets = self.subsets.iter().flatten();
        subsets.flat_map(|s| s.addresses.iter().flatten()).map(|a| a.ip.clone()).collect()
    }
}

impl Ready for EndpointSlice {
    fn ready(&self) -> Vec<String> {
        let endpoints = self.endpoints.iter().flatten();
        endpoints
            .filter(|e| e.conditions.as_ref().and_then(|c| c.ready) != Some(false))
            .flat_map(|e| e.addresses.clone())
            .collect()
    }
}

fn tell<K: Ready>(event: &str, object: &K) {
    let mut ready = object.ready();
    ready.sort();
    println!(
        "{event} {}/{} {} {}",
        object.namespace().unwrap_or_default(),
        object.name_any(),
        object.resource_version().unwrap_or_default(),
        ready.join(",")
    );
}

async fn list<K: Ready>(api: &Api<K>) -> kube::Result<String> {
    let list = api.list(&ListParams::default()).await?;
    list.items.iter().for_each(|object| tell("LISTED", object));
    println!("SYNCED");
    Ok(list.metadata.resource_version.unwrap_or_default())
}

/// Reads the state and follows it until the watch ends.
async fn watch_once<K: Ready>(api: &Api<K>) -> kube::Result<()> {
    let version = list(api).await?;
    let events = api.watch(&WatchParams::default(), &version).await?;
    pin_mut!(events);
    while let Some(event) = events.try_next().await? {
        match event {
            WatchEvent::Added(object) => tell("ADDED", &object),
            WatchEvent::Modified(object) => tell("MODIFIED", &object),
            WatchEvent::Deleted(object) => tell("DELETED", &object),
            WatchEvent::Bookmark(_) => {}
            WatchEvent::Error(error) => println!("ERROR {error:?}"),
        }
    }
    println!("END");
    Ok(())
}

async fn inform<K: Ready>(api: Api<K>, config: watcher::Config) {
    let events = watcher(api, config);
    pin_mut!(events);
    while let Some(event) = events.next().await {
        match event {
            Ok(watcher::Event::InitApply(object)) => tell("LISTED", &object),
            Ok(watcher::Event::InitDone) => println!("SYNCED"),
            Ok(watcher::Event::Apply(object)) => tell("MODIFIED", &object),
            Ok(watcher::Event::Delete(object)) => tell("DELETED", &object),
            Ok(watcher::Event::Init) => {}
            Err(error) => {
                println!("ERROR {error}");
                tokio::time::sleep(Duration::from_millis(800)).await;
            }
        }
    }
}

async fn run<K: Ready>(mode: &str, api: Api<K>) {
    match mode {
        "list" => {
            if let Err(error) = list(&api).await {
                println!("ERROR {error}");
            }
        }
        "watch" => loop {
            if let Err(error) = watch_once(&api).await {
                println!("ERROR {error}");
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
        },
        "watch-list" => inform(api, watcher::Config::default().streaming_lists()).await,
        _ => inform(api, watcher::Config::default()).await,
    }
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let client = Client::try_from(Config::new(arguments[2].parse().unwrap())).unwrap();
    match arguments[3].as_str() {
        "endpoints" => run::<Endpoints>(&arguments[1], Api::all(client)).await,
        _ => run::<EndpointSlice>(&arguments[1], Api::all(client)).await,
    }
}
