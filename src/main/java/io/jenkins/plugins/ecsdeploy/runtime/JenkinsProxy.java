package io.jenkins.plugins.ecsdeploy.runtime;

import hudson.ProxyConfiguration;
import hudson.util.Secret;
import io.jenkins.plugins.ecsdeploy.engine.aws.HttpProxy;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/** The proxy that this Jenkins has now, as a value that can be compared with that of a moment ago. */
final class JenkinsProxy {
    private JenkinsProxy() {}

    static Optional<HttpProxy> now() {
        ProxyConfiguration proxy = Jenkins.get().getProxy();
        return proxy == null || proxy.getName() == null
                ? Optional.empty()
                : Optional.of(new HttpProxy(
                        proxy.getName(),
                        proxy.getPort(),
                        Optional.ofNullable(proxy.getUserName()).orElse(""),
                        Secret.toString(proxy.getSecretPassword()),
                        proxy.getNoProxyHostPatterns().stream()
                                .map(Pattern::pattern)
                                .collect(Collectors.toSet())));
    }
}
