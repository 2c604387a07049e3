package main

import (
	"context"
	"crypto/md5"
	"fmt"
	"sort"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	"k8s.io/apimachinery/pkg/api/equality"
	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	corev1client "k8s.io/client-go/kubernetes/typed/core/v1"
	discoveryv1client "k8s.io/client-go/kubernetes/typed/discovery/v1"
	"k8s.io/client-go/rest"
	"k8s.io/utils/ptr"
)

const (
	// A slice holds no more by default: --max-endpoints-per-slice of the controller.
	endpointsPerSlice = 100
	// More are cut from an Endpoints object.
	addressesPerEndpoints = 1000
	// The parts of a rollout that are written at once: pods that appear, become ready, stop, go.
	parts = 20
)

// replicaSet is a version of the pods: its hash is in their names, its network in their addresses.
type replicaSet struct {
	hash    string
	network int
}

var (
	before = replicaSet{"5f7f676c6c", 42}
	after  = replicaSet{"55987979b9", 43}
)

type pod struct {
	name, ip, node, zone string
	uid                  types.UID
	ready, terminating   bool
}

// seed writes what does not change, in namespaces whose order by bytes is not their order by name,
// and a service with ready pods.
func seed(ctx context.Context, server string, pods int) error {
	config := &rest.Config{Host: server, BearerToken: adminToken}
	for _, one := range []struct{ namespace, service string }{
		{"default", "kubernetes"}, {"a", "x"}, {"a-b", "x"}, {"default", "userdoor"},
	} {
		there, err := newRollout(config, one.namespace, one.service, 0)
		if err != nil {
			return err
		}
		if err := there.start(ctx, 1); err != nil {
			return err
		}
	}
	return withService(server, 0, func(service *rollout) error { return service.start(ctx, pods) })
}

func roll(ctx context.Context, server string, pods int, pause time.Duration) error {
	return withService(server, pause, func(service *rollout) error {
		service.fill(pods) // as seed has written it
		service.isNew(service.service, said(service.object()))
		for i, slice := range service.slices {
			made := service.slice(i, slice)
			service.isNew(made.Name, made.Endpoints)
		}
		return service.run(ctx)
	})
}

func withService(server string, pause time.Duration, do func(*rollout) error) error {
	service, err := newRollout(
		&rest.Config{Host: server, BearerToken: adminToken}, "default", "passport-auth", pause)
	if err != nil {
		return err
	}
	return do(service)
}

// rollout writes what the controllers of Kubernetes 1.37 write while a Deployment behind a Service
// goes from one version of its pods to the next: a twentieth more pods at most, none fewer.
type rollout struct {
	service   string
	pods      []*pod
	slices    [][]*pod
	endpoints corev1client.EndpointsInterface
	written   discoveryv1client.EndpointSliceInterface
	said      map[string]any
	pause     time.Duration
}

func newRollout(config *rest.Config, namespace, service string, pause time.Duration) (*rollout, error) {
	config = rest.CopyConfig(config)
	// The server takes the name of a field's manager from it.
	config.UserAgent = "kube-controller-manager/v1.37.2 (linux/amd64) kubernetes/0000000"
	config.QPS = -1
	config.WarningHandler = rest.NoWarnings{}
	core, err := corev1client.NewForConfig(config)
	if err != nil {
		return nil, err
	}
	discovery, err := discoveryv1client.NewForConfig(config)
	if err != nil {
		return nil, err
	}
	return &rollout{service: service, endpoints: core.Endpoints(namespace),
		written: discovery.EndpointSlices(namespace), said: map[string]any{}, pause: pause}, nil
}

// start writes the service with so many ready pods.
func (r *rollout) start(ctx context.Context, pods int) error {
	r.fill(pods)
	return r.write(ctx)
}

func (r *rollout) fill(pods int) {
	for i := range pods {
		r.add(before, i).ready = true
	}
}

// run replaces every pod.
func (r *rollout) run(ctx context.Context) error {
	old := append([]*pod(nil), r.pods...)
	size := (len(old) + parts - 1) / parts
	for from := 0; from < len(old); from += size {
		leaving := old[from:min(from+size, len(old))]
		var coming []*pod
		for i := range leaving {
			coming = append(coming, r.add(after, from+i))
		}
		for _, step := range []func(){
			func() {},
			func() { each(coming, func(p *pod) { p.ready = true }) },
			func() { each(leaving, func(p *pod) { p.ready, p.terminating = false, true }) },
			func() { each(leaving, r.remove) },
		} {
			step()
			if err := r.write(ctx); err != nil {
				return err
			}
			time.Sleep(r.pause)
		}
	}
	return nil
}

func each(pods []*pod, do func(*pod)) {
	for _, one := range pods {
		do(one)
	}
}

func (r *rollout) add(of replicaSet, number int) *pod {
	name := fmt.Sprintf("%s-%s-%s", r.service, of.hash, suffix(of.hash, number))
	added := &pod{
		name: name,
		uid:  types.UID(uuid(name)),
		ip:   fmt.Sprintf("10.%d.%d.%d", of.network, 1+number/250, 1+number%250),
		node: fmt.Sprintf("node-%d", number%20),
		zone: fmt.Sprintf("zone-%c", 'a'+rune(number%3)),
	}
	r.pods = append(r.pods, added)
	for i, slice := range r.slices {
		if len(slice) < endpointsPerSlice {
			r.slices[i] = append(slice, added)
			return added
		}
	}
	r.slices = append(r.slices, []*pod{added})
	return added
}

func (r *rollout) remove(gone *pod) {
	without := func(pods []*pod) []*pod {
		var rest []*pod
		for _, one := range pods {
			if one != gone {
				rest = append(rest, one)
			}
		}
		return rest
	}
	r.pods = without(r.pods)
	for i := range r.slices {
		r.slices[i] = without(r.slices[i])
	}
}

// write writes what is not as it was: a controller does not touch an object only to say when.
func (r *rollout) write(ctx context.Context) error {
	endpoints := r.object()
	if r.isNew(endpoints.Name, said(endpoints)) {
		if err := put(ctx, r.endpoints, endpoints); err != nil {
			return err
		}
	}
	for i, pods := range r.slices {
		slice := r.slice(i, pods)
		if !r.isNew(slice.Name, slice.Endpoints) {
			continue
		}
		if err := put(ctx, r.written, slice); err != nil {
			return err
		}
	}
	return nil
}

func said(by *corev1.Endpoints) any {
	return []any{by.Subsets, by.Annotations[corev1.EndpointsOverCapacity]}
}

// isNew remembers what an object says.
func (r *rollout) isNew(name string, content any) bool {
	if equality.Semantic.DeepEqual(r.said[name], content) {
		return false
	}
	r.said[name] = content
	return true
}

// store is what the typed clients have in common.
type store[T metav1.Object] interface {
	Get(context.Context, string, metav1.GetOptions) (T, error)
	Create(context.Context, T, metav1.CreateOptions) (T, error)
	Update(context.Context, T, metav1.UpdateOptions) (T, error)
}

// put creates or replaces an object. One that says the same makes no event, as nothing is stored.
func put[T metav1.Object](ctx context.Context, to store[T], object T) error {
	there, err := to.Get(ctx, object.GetName(), metav1.GetOptions{})
	if errors.IsNotFound(err) {
		_, err = to.Create(ctx, object, metav1.CreateOptions{})
		return err
	}
	if err != nil {
		return err
	}
	object.SetResourceVersion(there.GetResourceVersion())
	object.SetGenerateName(there.GetGenerateName())
	_, err = to.Update(ctx, object, metav1.UpdateOptions{})
	return err
}

func (r *rollout) object() *corev1.Endpoints {
	made := &corev1.Endpoints{ObjectMeta: metav1.ObjectMeta{
		Name: r.service,
		Labels: map[string]string{
			"endpoints.kubernetes.io/managed-by": "endpoint-controller",
			"k8s-app":                            r.service,
		},
		Annotations: map[string]string{
			corev1.EndpointsLastChangeTriggerTime: time.Now().UTC().Format(time.RFC3339),
		},
	}}
	subset := corev1.EndpointSubset{Ports: []corev1.EndpointPort{{Name: "http", Port: 8080, Protocol: "TCP"}}}
	for _, one := range sortedByIP(r.pods) {
		address := corev1.EndpointAddress{IP: one.ip, NodeName: &one.node, TargetRef: one.reference()}
		if one.ready {
			subset.Addresses = append(subset.Addresses, address)
		} else if !one.terminating {
			subset.NotReadyAddresses = append(subset.NotReadyAddresses, address)
		}
	}
	if len(subset.Addresses)+len(subset.NotReadyAddresses) > addressesPerEndpoints {
		made.Annotations[corev1.EndpointsOverCapacity] = "truncated"
		subset.Addresses = subset.Addresses[:min(len(subset.Addresses), addressesPerEndpoints)]
		subset.NotReadyAddresses = subset.NotReadyAddresses[:addressesPerEndpoints-len(subset.Addresses)]
	}
	if len(subset.Addresses)+len(subset.NotReadyAddresses) > 0 {
		made.Subsets = []corev1.EndpointSubset{subset}
	}
	return made
}

func (r *rollout) slice(number int, pods []*pod) *discoveryv1.EndpointSlice {
	made := &discoveryv1.EndpointSlice{
		ObjectMeta: metav1.ObjectMeta{
			Name:         r.service + "-" + suffix("slice", number),
			GenerateName: r.service + "-",
			Labels: map[string]string{
				discoveryv1.LabelManagedBy:   "endpointslice-controller.k8s.io",
				discoveryv1.LabelServiceName: r.service,
				"k8s-app":                    r.service,
			},
			OwnerReferences: []metav1.OwnerReference{{
				APIVersion: "v1", Kind: "Service", Name: r.service, UID: types.UID(uuid(r.service)),
				Controller: ptr.To(true), BlockOwnerDeletion: ptr.To(true),
			}},
		},
		AddressType: discoveryv1.AddressTypeIPv4,
		Ports: []discoveryv1.EndpointPort{{
			Name: ptr.To("http"), Port: ptr.To[int32](8080), Protocol: ptr.To(corev1.ProtocolTCP),
		}},
	}
	for _, one := range pods {
		endpoint := discoveryv1.Endpoint{
			Addresses: []string{one.ip},
			Conditions: discoveryv1.EndpointConditions{
				Ready:       ptr.To(one.ready),
				Serving:     ptr.To(one.ready || one.terminating),
				Terminating: ptr.To(one.terminating),
			},
			TargetRef: one.reference(),
			NodeName:  &one.node,
			Zone:      &one.zone,
		}
		if one.ready {
			endpoint.Hints = &discoveryv1.EndpointHints{
				ForZones: []discoveryv1.ForZone{{Name: one.zone}},
				ForNodes: []discoveryv1.ForNode{{Name: one.node}},
			}
		}
		made.Endpoints = append(made.Endpoints, endpoint)
	}
	return made
}

func (p *pod) reference() *corev1.ObjectReference {
	return &corev1.ObjectReference{Kind: "Pod", Namespace: "default", Name: p.name, UID: p.uid}
}

func sortedByIP(pods []*pod) []*pod {
	sorted := append([]*pod(nil), pods...)
	sort.Slice(sorted, func(i, j int) bool { return sorted[i].ip < sorted[j].ip })
	return sorted
}

// suffix is five letters, as names that are generated end in, and the same each time.
func suffix(of string, number int) string {
	const letters = "bcdfghjklmnpqrstvwxz2456789"
	sum := md5.Sum(fmt.Appendf(nil, "%s/%d", of, number))
	var made strings.Builder
	for _, b := range sum[:5] {
		made.WriteByte(letters[int(b)%len(letters)])
	}
	return made.String()
}

func uuid(of string) string {
	sum := md5.Sum([]byte(of))
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:])
}
