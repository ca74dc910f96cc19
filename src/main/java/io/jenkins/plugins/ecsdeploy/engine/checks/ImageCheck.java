package io.jenkins.plugins.ecsdeploy.engine.checks;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.image.EcrRepository;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.engine.promotion.ImageStores;
import io.jenkins.plugins.ecsdeploy.engine.promotion.UnusableImage;
import io.jenkins.plugins.ecsdeploy.engine.registry.AllowedRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/**
 * Images exist, can be pulled, and are there for the platform of the tasks. Who pulls is the execution role and not who
 * checks, so whoever may not look has found out nothing.
 */
final class ImageCheck implements Check {
    private static final Consumer<String> NO_WARNINGS = any -> {};

    @Override
    public List<Look> looks(Subject subject) {
        return subject.definition().document().images().values().stream()
                .distinct()
                .map(image -> new Look("image", image, () -> List.of(look(subject, image))))
                .toList();
    }

    private static Finding look(Subject subject, String text) {
        Look look = new Look("image", text, List::of);
        ImageReference image = ImageReference.parse(text);
        ImageStores stores = subject.stores().get();
        try {
            return isOfDockerHub(image) && image.digest().isEmpty()
                    ? withoutManifest(look, stores, image, ", for Docker Hub counts that as a pull")
                    : WantedPlatform.of(subject).compare(look, stores.manifest(image, NO_WARNINGS));
        } catch (UnusableImage e) {
            return e.isMissing()
                    ? missing(look, subject, stores, image)
                    : look.wrong(
                            "it is archived in ECR, so nobody can pull it", "Restore it, and wait until it is ACTIVE");
        } catch (EngineException e) {
            if (e.getCause() instanceof RepositoryNotFoundException) {
                return missing(look, subject, stores, image);
            }
            if (AwsFailure.isDenied(e.getCause()) && image.digest().isEmpty()) {
                return withoutManifest(look, stores, image, ", as it may not be read here (ecr:BatchGetImage)");
            }
            throw e;
        }
    }

    private static Finding withoutManifest(Look look, ImageStores stores, ImageReference image, String why) {
        return look.ok("it is " + stores.digest(image, NO_WARNINGS)
                + " now; which platforms it is for was not looked at" + why);
    }

    private static Finding missing(Look look, Subject subject, ImageStores stores, ImageReference image) {
        String message = "there is no such image";
        String remedy = "Check the repository and the tag, and that no lifecycle policy has deleted it";
        if (EcrRepository.of(image).isPresent()) {
            return missingAtEcr(look, subject, stores, EcrRepository.of(image).get(), message, remedy);
        }
        // Some registries say "not found" to those who may not see.
        return stores.hasLogin(image) || isOfDockerHub(image)
                ? look.wrong(message, remedy)
                : look.notCheckable(
                        message + ", or it is not shown without a login",
                        "Name the credentials for the registry by registryCredentials");
    }

    /** ECR makes images of pull through cache rules when they are pulled for the first time. */
    private static Finding missingAtEcr(
            Look look, Subject subject, ImageStores stores, EcrRepository repository, String message, String remedy) {
        List<String> prefixes;
        try {
            prefixes = stores.ecr().apply(repository.region()).pullThroughPrefixes(repository.account());
        } catch (SdkException e) {
            return look.notCheckable(
                    message + "; whether a pull through cache rule would bring it is not known: "
                            + AwsFailure.explained(e),
                    "");
        }
        boolean cached = prefixes.stream()
                .anyMatch(prefix -> prefix.equals("ROOT") || repository.name().startsWith(prefix + "/"));
        return cached
                ? look.notCheckable(
                        message + " yet, but a pull through cache rule may bring it with the first pull", "")
                : subject.missing(look, Optional.of(repository.account()), message, remedy);
    }

    private static boolean isOfDockerHub(ImageReference image) {
        return AllowedRegistry.hostOf(image).equals(AllowedRegistry.DOCKER_HUB);
    }
}
