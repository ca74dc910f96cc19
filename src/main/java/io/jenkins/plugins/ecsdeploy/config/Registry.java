package io.jenkins.plugins.ecsdeploy.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.image.EcrRepository;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.engine.registry.AllowedRegistry;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A registry of container images that steps may call. It holds no credentials: those are the steps' own. */
public final class Registry extends AbstractDescribableImpl<Registry> {
    private final String host;
    private String url;
    private boolean plainHttp;

    @DataBoundConstructor
    public Registry(String host) {
        this.host = Util.fixNull(host).trim();
    }

    /** As names of images have it, with a port if they do; {@code docker.io} for names without one. */
    public String getHost() {
        return host;
    }

    /** Where its API answers; null: at the host, by https. */
    public String getUrl() {
        return url;
    }

    @DataBoundSetter
    public void setUrl(String url) {
        this.url = Util.fixEmptyAndTrim(url);
    }

    /** Whether it may be called without TLS. */
    public boolean isPlainHttp() {
        return plainHttp;
    }

    @DataBoundSetter
    public void setPlainHttp(boolean plainHttp) {
        this.plainHttp = plainHttp;
    }

    /** @throws EngineException if it is none */
    AllowedRegistry allowed() {
        return AllowedRegistry.of(Util.fixNull(host), url, plainHttp);
    }

    /** An administrator's form. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<Registry> {
        @Override
        public String getDisplayName() {
            return Messages.Registry_displayName();
        }

        @POST
        public FormValidation doCheckHost(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            String host = Util.fixEmptyAndTrim(value);
            if (host == null) {
                return FormValidation.ok();
            }
            FormValidation verdict = check(host, null, false);
            return verdict.kind == FormValidation.Kind.OK && isEcr(host)
                    ? FormValidation.warning(Messages.Registry_ecr())
                    : verdict;
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value, @QueryParameter boolean plainHttp) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return check(AllowedRegistry.DOCKER_HUB, Util.fixEmptyAndTrim(value), plainHttp);
        }

        private static FormValidation check(String host, String url, boolean plainHttp) {
            try {
                AllowedRegistry.of(host, url, plainHttp);
                return FormValidation.ok();
            } catch (EngineException e) {
                return FormValidation.error(e.getMessage());
            }
        }

        private static boolean isEcr(String host) {
            return EcrRepository.of(ImageReference.parse(host + "/x")).isPresent();
        }
    }
}
