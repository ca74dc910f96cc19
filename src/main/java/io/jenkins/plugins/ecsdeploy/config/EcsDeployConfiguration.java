package io.jenkins.plugins.ecsdeploy.config;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.engine.registry.Registries;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * Settings for the whole controller: where ECS answers, whether steps may act as the controller itself, and which registries
 * they may call.
 */
@Extension
@Symbol("ecsDeploy")
public class EcsDeployConfiguration extends GlobalConfiguration {
    private String endpointUrl;
    private String stsEndpointUrl;
    private boolean allowControllerIdentity;
    private volatile List<Registry> registries = new ArrayList<>();

    public EcsDeployConfiguration() {
        load();
        registries = RegistryList.loaded(registries);
    }

    public static EcsDeployConfiguration get() {
        return ExtensionList.lookupSingleton(EcsDeployConfiguration.class);
    }

    /** Takes all of the form or nothing, and saves once. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        String endpoint = address(form, "endpointUrl");
        String stsEndpoint = address(form, "stsEndpointUrl");
        List<Registry> listed = registries(request, form);
        registries = listed;
        endpointUrl = endpoint;
        stsEndpointUrl = stsEndpoint;
        allowControllerIdentity = form.optBoolean("allowControllerIdentity");
        save();
        return true;
    }

    private static String address(JSONObject form, String field) throws FormException {
        try {
            return HttpAddress.of(field, form.optString(field));
        } catch (IllegalArgumentException e) {
            throw new FormException(e.getMessage(), e, field);
        }
    }

    /** Without a single entry, the form leaves the field out. */
    private static List<Registry> registries(StaplerRequest2 request, JSONObject form) throws FormException {
        try {
            return RegistryList.checked(
                    form.has("registries")
                            ? request.bindJSONToList(Registry.class, form.get("registries"))
                            : List.of());
        } catch (IllegalArgumentException e) {
            throw new FormException(e.getMessage(), e, "registries");
        }
    }

    /** Where ECS answers instead of AWS's own address; {@code null} for AWS itself. */
    public String getEndpointUrl() {
        return endpointUrl;
    }

    /** @throws IllegalArgumentException if it is no HTTP address */
    @DataBoundSetter
    public void setEndpointUrl(String endpointUrl) {
        this.endpointUrl = HttpAddress.of("endpointUrl", endpointUrl);
        save();
    }

    /** Where STS answers instead of AWS's own address; {@code null} for AWS itself. */
    public String getStsEndpointUrl() {
        return stsEndpointUrl;
    }

    /** @throws IllegalArgumentException if it is no HTTP address */
    @DataBoundSetter
    public void setStsEndpointUrl(String stsEndpointUrl) {
        this.stsEndpointUrl = HttpAddress.of("stsEndpointUrl", stsEndpointUrl);
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

    /** The registries other than Amazon ECR that steps may call. */
    public List<Registry> getRegistries() {
        return List.copyOf(registries);
    }

    /** @throws IllegalArgumentException if one of them is none, or is there twice */
    @DataBoundSetter
    public void setRegistries(List<Registry> registries) {
        this.registries = RegistryList.checked(registries);
        save();
    }

    /** The same as the engine takes them. */
    public Registries registries() {
        return RegistryList.allowed(getRegistries());
    }

    /** The endpoint as an address that clients take. */
    public Optional<URI> endpoint() {
        return Optional.ofNullable(endpointUrl).map(URI::create);
    }

    /** The same for STS, which says who one is and lends roles. */
    public Optional<URI> stsEndpoint() {
        return Optional.ofNullable(stsEndpointUrl).map(URI::create);
    }

    @POST
    public FormValidation doCheckEndpointUrl(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return HttpAddress.check(value);
    }

    @POST
    public FormValidation doCheckStsEndpointUrl(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return HttpAddress.check(value);
    }
}
