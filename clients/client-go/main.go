// Lists, watches or runs an informer on Endpoints or EndpointSlices with client-go; see ../README.md.
package main

import (
	"context"
	"fmt"
	"os"
	"sort"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/watch"
	corev1client "k8s.io/client-go/kubernetes/typed/core/v1"
	discoveryv1client "k8s.io/client-go/kubernetes/typed/discovery/v1"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
)

// resource is what the three ways of reading need of a typed client.
type resource struct {
	object runtime.Object
	client rest.Interface
	list   func(context.Context, metav1.ListOptions) (runtime.Object, error)
	watch  func(context.Context, metav1.ListOptions) (watch.Interface, error)
}

func main() {
	mode, url, name := os.Args[1], os.Args[2], os.Args[3]
	ctx := context.Background()
	of := resourceOf(name, &rest.Config{Host: url})
	switch mode {
	case "list":
		list, err := of.list(ctx, metav1.ListOptions{})
		exitOn(err)
		tellAll(list)
	case "watch":
		for {
			watchOnce(ctx, of)
			time.Sleep(500 * time.Millisecond)
		}
	case "informer":
		inform(ctx, of, name)
	}
}

func resourceOf(name string, config *rest.Config) resource {
	if name == "endpoints" {
		client := corev1client.NewForConfigOrDie(config)
		endpoints := client.Endpoints(metav1.NamespaceAll)
		return resource{&corev1.Endpoints{}, client.RESTClient(),
			func(ctx context.Context, options metav1.ListOptions) (runtime.Object, error) {
				return endpoints.List(ctx, options)
			}, endpoints.Watch}
	}
	client := discoveryv1client.NewForConfigOrDie(config)
	slices := client.EndpointSlices(metav1.NamespaceAll)
	return resource{&discoveryv1.EndpointSlice{}, client.RESTClient(),
		func(ctx context.Context, options metav1.ListOptions) (runtime.Object, error) {
			return slices.List(ctx, options)
		}, slices.Watch}
}

// watchOnce reads the state and follows it until the watch ends.
func watchOnce(ctx context.Context, of resource) {
	list, err := of.list(ctx, metav1.ListOptions{})
	if err != nil {
		fmt.Println("ERROR", err)
		return
	}
	tellAll(list)
	version, _ := meta.NewAccessor().ResourceVersion(list)
	events, err := of.watch(ctx, metav1.ListOptions{ResourceVersion: version})
	if err != nil {
		fmt.Println("ERROR", err)
		return
	}
	for event := range events.ResultChan() {
		if event.Type == watch.Error {
			fmt.Println("ERROR", event.Object)
		} else {
			tell(string(event.Type), event.Object)
		}
	}
	fmt.Println("END")
}

func inform(ctx context.Context, of resource, name string) {
	source := cache.NewListWatchFromClient(of.client, name, metav1.NamespaceAll, fields.Everything())
	informer := cache.NewSharedIndexInformer(source, of.object, 0, cache.Indexers{})
	_, err := informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    func(object any) { tell("ADDED", object) },
		UpdateFunc: func(_, object any) { tell("MODIFIED", object) },
		DeleteFunc: func(object any) { tell("DELETED", object) },
	})
	exitOn(err)
	go informer.Run(ctx.Done())
	if cache.WaitForCacheSync(ctx.Done(), informer.HasSynced) {
		fmt.Println("SYNCED")
	}
	<-ctx.Done()
}

func tellAll(list runtime.Object) {
	exitOn(meta.EachListItem(list, func(object runtime.Object) error {
		tell("LISTED", object)
		return nil
	}))
	fmt.Println("SYNCED")
}

func tell(event string, object any) {
	var ready []string
	switch of := object.(type) {
	case *corev1.Endpoints:
		for _, subset := range of.Subsets {
			for _, address := range subset.Addresses {
				ready = append(ready, address.IP)
			}
		}
	case *discoveryv1.EndpointSlice:
		for _, endpoint := range of.Endpoints {
			if endpoint.Conditions.Ready == nil || *endpoint.Conditions.Ready {
				ready = append(ready, endpoint.Addresses...)
			}
		}
	case cache.DeletedFinalStateUnknown:
		tell(event, of.Obj)
		return
	}
	sort.Strings(ready)
	accessor, err := meta.Accessor(object)
	exitOn(err)
	fmt.Printf("%s %s/%s %s %s\n", event, accessor.GetNamespace(), accessor.GetName(),
		accessor.GetResourceVersion(), strings.Join(ready, ","))
}

func exitOn(err error) {
	if err != nil {
		fmt.Println("ERROR", err)
		os.Exit(1)
	}
}
