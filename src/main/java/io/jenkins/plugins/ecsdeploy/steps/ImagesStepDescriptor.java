package io.jenkins.plugins.ecsdeploy.steps;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.deployment.images.ExpectedImages;
import io.jenkins.plugins.ecsdeploy.records.NamedBuild;
import io.jenkins.plugins.ecsdeploy.steps.caller.TargetChoice;
import io.jenkins.plugins.ecsdeploy.steps.images.ImagesRules;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The descriptor of a step with arguments for the images beside their names. */
public abstract class ImagesStepDescriptor<S extends ImagesStep> extends BlueGreenStepDescriptor<S> {
    private static final String FROM = "imagesFrom";

    ImagesStepDescriptor() {
        map("expectImages", ImagesStep::setExpectImages);
        map("registryCredentials", ImagesStep::setRegistryCredentials);
    }

    /** A script may give what {@code upstreamBuildChoice} has answered. */
    @Override
    protected Map<String, Object> arguments(Map<String, Object> given) {
        return withBuildNamed(super.arguments(given), FROM);
    }

    /** Of a target that nobody knows yet it is no mistake: it may be made before the step runs. */
    @POST
    public FormValidation doCheckImagesFrom(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String tag) {
        return check(
                item,
                value,
                text -> ImagesRules.from(text, Util.fixEmptyAndTrim(tag)),
                text -> NamedBuild.isOne(text) || TargetChoice.find(item, text).isPresent()
                        ? Optional.empty()
                        : Optional.of("There is no target " + Shown.quote(text)
                                + " that this job may use. A build is named as job#12"));
    }

    @POST
    public FormValidation doCheckImagesFromService(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String imagesFrom) {
        return check(item, value, text -> ImagesRules.service(Util.fixEmptyAndTrim(imagesFrom), text));
    }

    @POST
    public FormValidation doCheckExpectImages(@AncestorInPath Item item, @QueryParameter String value) {
        return checkMap(item, "expectImages", value, ExpectedImages::of);
    }

    @POST
    public FormValidation doCheckRegistryCredentials(@AncestorInPath Item item, @QueryParameter String value) {
        return checkMap(item, "registryCredentials", value, ImagesRules::credentials);
    }
}
