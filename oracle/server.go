package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/apiserver/pkg/authentication/authenticator"
	"k8s.io/apiserver/pkg/authentication/request/anonymous"
	"k8s.io/apiserver/pkg/authentication/request/bearertoken"
	"k8s.io/apiserver/pkg/authentication/request/union"
	"k8s.io/apiserver/pkg/authentication/token/tokenfile"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	"k8s.io/apiserver/pkg/endpoints/openapi"
	"k8s.io/apiserver/pkg/registry/generic"
	genericregistry "k8s.io/apiserver/pkg/registry/generic/registry"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/apiserver/pkg/server"
	"k8s.io/apiserver/pkg/server/options"
	"k8s.io/apiserver/pkg/storage/names"
	"k8s.io/apiserver/pkg/storage/storagebackend"
	"k8s.io/apiserver/pkg/util/compatibility"
	openapicommon "k8s.io/kube-openapi/pkg/common"
)

// The tokens that the server knows: one may do everything, the other nothing.
const (
	adminToken  = "admin"
	nobodyToken = "nobody"
)

var (
	scheme = runtime.NewScheme()
	codecs = serializer.NewCodecFactory(scheme)
)

func init() {
	utilruntime.Must(corev1.AddToScheme(scheme))
	utilruntime.Must(discoveryv1.AddToScheme(scheme))
	metav1.AddToGroupVersion(scheme, schema.GroupVersion{Version: "v1"})
	// The API's types serve as the internal ones too: nothing is converted between versions here.
	scheme.AddKnownTypes(
		schema.GroupVersion{Version: runtime.APIVersionInternal},
		&corev1.Endpoints{}, &corev1.EndpointsList{})
	scheme.AddKnownTypes(
		schema.GroupVersion{Group: discoveryv1.GroupName, Version: runtime.APIVersionInternal},
		&discoveryv1.EndpointSlice{}, &discoveryv1.EndpointSliceList{})
}

// newServer makes an API server of kube-apiserver's own library, with two resources.
func newServer(etcd string, listener net.Listener) (*server.GenericAPIServer, error) {
	config := server.NewRecommendedConfig(codecs)
	config.EffectiveVersion = compatibility.DefaultBuildEffectiveVersion()
	config.SkipOpenAPIInstallation = true
	// The definitions of these types are not in a module that can be had: managedFields stay empty.
	config.OpenAPIV3Config = server.DefaultOpenAPIV3Config(
		func(openapicommon.ReferenceCallback) map[string]openapicommon.OpenAPIDefinition { return nil },
		openapi.NewDefinitionNamer(scheme))
	config.OpenAPIV3Config.IgnorePrefixes = []string{"/api", "api"}
	serving := options.NewSecureServingOptions().WithLoopback()
	serving.Listener = listener
	serving.BindAddress = net.IPv4(127, 0, 0, 1)
	serving.BindPort = listener.Addr().(*net.TCPAddr).Port
	serving.ServerCert.CertDirectory = ""
	if err := serving.MaybeDefaultWithSelfSignedCerts("localhost", nil, []net.IP{serving.BindAddress}); err != nil {
		return nil, err
	}
	if err := serving.ApplyToConfig(&config.Config); err != nil {
		return nil, err
	}
	config.Authentication.Authenticator = authentication()
	config.Authorization.Authorizer = authorizer.AuthorizerFunc(authorize)
	storage := options.NewEtcdOptions(storagebackend.NewDefaultConfig("/registry", nil))
	storage.StorageConfig.Codec = codecs.LegacyCodec(corev1.SchemeGroupVersion, discoveryv1.SchemeGroupVersion)
	storage.StorageConfig.Transport.ServerList = []string{etcd}
	// A version is compacted by the script, when it wants it to be.
	storage.StorageConfig.CompactionInterval = 0
	if err := storage.ApplyTo(&config.Config); err != nil {
		return nil, err
	}
	made, err := config.Complete().New("oracle", server.NewEmptyDelegate())
	if err != nil {
		return nil, err
	}
	return made, install(made, config.RESTOptionsGetter)
}

func install(to *server.GenericAPIServer, getter generic.RESTOptionsGetter) error {
	endpoints, err := newStore(getter, corev1.Resource("endpoints"), corev1.Resource("endpoints"),
		func() runtime.Object { return &corev1.Endpoints{} },
		func() runtime.Object { return &corev1.EndpointsList{} })
	if err != nil {
		return err
	}
	slices, err := newStore(getter,
		discoveryv1.Resource("endpointslices"), discoveryv1.Resource("endpointslice"),
		func() runtime.Object { return &discoveryv1.EndpointSlice{} },
		func() runtime.Object { return &discoveryv1.EndpointSliceList{} })
	if err != nil {
		return err
	}
	core := server.NewDefaultAPIGroupInfo("", scheme, metav1.ParameterCodec, codecs)
	core.PrioritizedVersions = []schema.GroupVersion{corev1.SchemeGroupVersion}
	core.VersionedResourcesStorageMap["v1"] = map[string]rest.Storage{"endpoints": shortNamed{endpoints}}
	if err := to.InstallLegacyAPIGroup(server.DefaultLegacyAPIPrefix, &core); err != nil {
		return err
	}
	discovery := server.NewDefaultAPIGroupInfo(discoveryv1.GroupName, scheme, metav1.ParameterCodec, codecs)
	discovery.PrioritizedVersions = []schema.GroupVersion{discoveryv1.SchemeGroupVersion}
	discovery.VersionedResourcesStorageMap["v1"] = map[string]rest.Storage{"endpointslices": slices}
	return to.InstallAPIGroup(&discovery)
}

func newStore(
	getter generic.RESTOptionsGetter, plural, singular schema.GroupResource,
	one, list func() runtime.Object,
) (*genericregistry.Store, error) {
	strategy := plain{scheme, names.SimpleNameGenerator}
	store := &genericregistry.Store{
		NewFunc:                   one,
		NewListFunc:               list,
		DefaultQualifiedResource:  plural,
		SingularQualifiedResource: singular,
		CreateStrategy:            strategy,
		UpdateStrategy:            strategy,
		DeleteStrategy:            strategy,
		TableConvertor:            rest.NewDefaultTableConvertor(plural),
	}
	return store, store.CompleteWithOptions(&generic.StoreOptions{RESTOptions: getter})
}

type shortNamed struct{ *genericregistry.Store }

func (shortNamed) ShortNames() []string { return []string{"ep"} }

// plain takes every object as it comes: what is written is the script's own.
type plain struct {
	runtime.ObjectTyper
	names.NameGenerator
}

func (plain) NamespaceScoped() bool                                            { return true }
func (plain) AllowCreateOnUpdate(context.Context) bool                         { return true }
func (plain) AllowUnconditionalUpdate(context.Context) bool                    { return true }
func (plain) PrepareForCreate(context.Context, runtime.Object)                 {}
func (plain) PrepareForUpdate(context.Context, runtime.Object, runtime.Object) {}
func (plain) Validate(context.Context, runtime.Object) field.ErrorList         { return nil }
func (plain) ValidateUpdate(context.Context, runtime.Object, runtime.Object) field.ErrorList {
	return nil
}
func (plain) WarningsOnCreate(context.Context, runtime.Object) []string { return nil }
func (plain) WarningsOnUpdate(context.Context, runtime.Object, runtime.Object) []string {
	return nil
}
func (plain) Canonicalize(runtime.Object) {}

func authentication() authenticator.Request {
	// As in kube-apiserver, a bad token does not make one anonymous.
	known := union.NewFailOnError(
		bearertoken.New(tokenfile.New(map[string]*user.DefaultInfo{
			adminToken:  {Name: "admin", Groups: []string{user.SystemPrivilegedGroup, user.AllAuthenticated}},
			nobodyToken: {Name: "nobody", Groups: []string{user.AllAuthenticated}},
		})))
	return union.NewFailOnError(known, anonymous.NewAuthenticator(nil))
}

// authorize lets everybody see what a cluster shows to all, and the admin everything.
func authorize(_ context.Context, asked authorizer.Attributes) (authorizer.Decision, string, error) {
	for _, group := range asked.GetUser().GetGroups() {
		if group == user.SystemPrivilegedGroup {
			return authorizer.DecisionAllow, "", nil
		}
	}
	if !asked.IsResourceRequest() {
		switch asked.GetPath() {
		case "/version", "/version/", "/healthz", "/livez", "/readyz":
			return authorizer.DecisionAllow, "", nil
		}
	}
	return authorizer.DecisionNoOpinion, "", nil
}

// servePlain serves the same handlers without TLS, for tools that look at bytes.
func servePlain(ctx context.Context, listener net.Listener, handler http.Handler) error {
	plain := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 32 * time.Second,
		// The end of the server is the clean end of every watch.
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	go func() {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = plain.Shutdown(grace)
	}()
	if err := plain.Serve(listener); err != http.ErrServerClosed {
		return fmt.Errorf("serve without TLS: %w", err)
	}
	return nil
}
