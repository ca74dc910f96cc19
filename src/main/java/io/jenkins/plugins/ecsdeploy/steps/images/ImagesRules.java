package io.jenkins.plugins.ecsdeploy.steps.images;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.images.ExpectedImages;
import io.jenkins.plugins.ecsdeploy.engine.document.RawValues;
import io.jenkins.plugins.ecsdeploy.records.NamedBuild;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rules for {@link ImagesArguments}, kept when a step begins and while somebody types. */
public final class ImagesRules {
    private ImagesRules() {}

    public static void check(ImagesArguments step) {
        if (step.getImagesFrom() != null) {
            from(step.getImagesFrom(), step.getTag());
        }
        service(step.getImagesFrom(), step.getImagesFromService());
        if (step.getExpectImages() != null) {
            ExpectedImages.of(step.getExpectImages());
            compared(step.isWait(), step.getWaitUntil());
        }
        if (step.getRegistryCredentials() != null) {
            credentials(step.getRegistryCredentials());
            if (!step.isPinDigests() && step.getExpectImages() == null && !step.isVerify()) {
                throw new EngineException("registryCredentials are for looking up digests, which neither pinDigests nor"
                        + " expectImages asks for. Leave them out, or set pinDigests");
            }
        }
    }

    /** @param tag of all images, null if there is none */
    public static void from(String text, String tag) {
        if (text.indexOf('#') >= 0 ? !NamedBuild.isOne(text) : text.chars().allMatch(Character::isDigit)) {
            throw new EngineException("imagesFrom is " + Shown.quote(text) + ". Give the name of a target, a build as"
                    + " 'job#12' ('#12' for one of this job), or what upstreamBuildChoice has answered");
        }
        if (tag != null) {
            throw new EngineException(
                    "imagesFrom takes over the images of all containers, and tag would give them another"
                            + " tag. Keep one of the two, or name containers by tags");
        }
    }

    public static void service(String from, String service) {
        if (from == null && service != null) {
            throw new EngineException(
                    "imagesFromService is the service that imagesFrom takes images of, and imagesFrom is"
                            + " missing. Name a target or a build by it");
        }
    }

    /** One cannot compare what has not ended. */
    private static void compared(boolean wait, String until) {
        if (!wait || until.equals(WaitUntil.GATE.name())) {
            throw new EngineException(
                    "expectImages compares what runs in the end, and the step does not wait for that: "
                            + (wait ? "waitUntil is " + until : "wait is false") + ". Leave one of them out");
        }
    }

    /** Host to id. */
    public static Map<String, String> credentials(Map<String, ?> given) {
        Map<String, String> ids = new LinkedHashMap<>();
        RawValues.map("registryCredentials", given, "a map of registries to ids of credentials")
                .forEach((host, id) -> {
                    String text =
                            RawValues.text("registryCredentials." + host, id).trim();
                    if (text.isEmpty()) {
                        throw new EngineException(
                                "registryCredentials." + host + " is empty. Give the id of credentials,"
                                        + " or leave the registry out if it shows images to everybody");
                    }
                    ids.put(host, text);
                });
        return ids;
    }
}
