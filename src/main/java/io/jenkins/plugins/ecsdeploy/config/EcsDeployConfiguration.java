package io.jenkins.plugins.ecsdeploy.config;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.util.FormValidation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Settings for the whole controller: where ECS answers, and whether steps may act as the controller itself. */
@Extension
@Symbol("ecsDeploy")
public class EcsDeployConfiguration extends GlobalConfiguration {
    private String endpointUrl;
    private boolean allowControllerIdentity;

    public EcsDeployConfiguration() {
        load();
    }

    public static EcsDeployConfiguration get() {
        return ExtensionList.lookupSingleton(EcsDeployConfiguration.class);
    }

    /** Where ECS answers instead of AWS's own address; {@code null} for AWS itself. */
    public String getEndpointUrl() {
        return endpointUrl;
    }

    /** @throws IllegalArgumentException if it is no HTTP address */
    @DataBoundSetter
    public void setEndpointUrl(String endpointUrl) {
        String address = Util.fixEmptyAndTrim(endpointUrl);
        if (address != null && !isHttp(address)) {
            throw new IllegalArgumentException(
                    "endpointUrl '" + address + "': " + Messages.EcsDeployConfiguration_notHttp());
        }
        this.endpointUrl = address;
        save();
    }

    /**
     * Whether a step without credentials may use those of the controller (its environment, profile or instance role).
     * Off, because it lets everyone who may write a Jenkinsfile act as the controller.
     */
    public boolean isAllowControllerIdentity() {
        return allowControllerIdentity;
    }

    @DataBoundSetter
    public void setAllowControllerIdentity(boolean allowControllerIdentity) {
        this.allowControllerIdentity = allowControllerIdentity;
        save();
    }

    /** The endpoint as an address that clients take. */
    public Optional<URI> endpoint() {
        return Optional.ofNullable(endpointUrl).map(URI::create);
    }

    @POST
    public FormValidation doCheckEndpointUrl(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        String address = Util.fixEmptyAndTrim(value);
        return address == null || isHttp(address)
                ? FormValidation.ok()
                : FormValidation.error(Messages.EcsDeployConfiguration_notHttp());
    }

    private static boolean isHttp(String address) {
        try {
            URI uri = new URI(address);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
