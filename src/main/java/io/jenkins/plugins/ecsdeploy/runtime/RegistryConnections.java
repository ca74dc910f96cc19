package io.jenkins.plugins.ecsdeploy.runtime;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.ProxyConfiguration;
import io.jenkins.plugins.ecsdeploy.engine.aws.HttpProxy;
import io.jenkins.plugins.ecsdeploy.engine.registry.RegistryHttp;
import java.util.Optional;

/** The connections to registries, shared by all builds: they have the proxy of Jenkins, and trust what its Java trusts. */
@Extension
public class RegistryConnections {
    private RegistryHttp http;
    private Optional<HttpProxy> proxyOfHttp = Optional.empty();

    public static RegistryConnections get() {
        return ExtensionList.lookupSingleton(RegistryConnections.class);
    }

    /** For the proxy that Jenkins has now. */
    public synchronized RegistryHttp http() {
        Optional<HttpProxy> proxy = JenkinsProxy.now();
        if (http == null || !proxy.equals(proxyOfHttp)) {
            http = new RegistryHttp(ProxyConfiguration.newHttpClientBuilder());
            proxyOfHttp = proxy;
        }
        return http;
    }
}
