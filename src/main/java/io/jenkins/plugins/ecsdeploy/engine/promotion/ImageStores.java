package io.jenkins.plugins.ecsdeploy.engine.promotion;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcrApi;
import io.jenkins.plugins.ecsdeploy.engine.image.EcrRepository;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.engine.registry.AllowedRegistry;
import io.jenkins.plugins.ecsdeploy.engine.registry.Manifest;
import io.jenkins.plugins.ecsdeploy.engine.registry.Pauses;
import io.jenkins.plugins.ecsdeploy.engine.registry.Registries;
import io.jenkins.plugins.ecsdeploy.engine.registry.RegistryClient;
import io.jenkins.plugins.ecsdeploy.engine.registry.RegistryHttp;
import io.jenkins.plugins.ecsdeploy.engine.registry.RegistryLogin;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Where images are, and how one gets at them: ECR by its API, all others by the registry protocol.
 *
 * @param registries which registries other than ECR may be called
 * @param login as whom one of these is called; none: what it shows to everybody. Asked for those alone that are called
 * @param ecr ECR of a region as the caller; it may throw an {@link EngineException} if there are no credentials
 */
public record ImageStores(
        RegistryHttp http,
        Registries registries,
        Function<AllowedRegistry, Optional<RegistryLogin>> login,
        Function<String, EcrApi> ecr,
        Pauses pauses,
        InstantSource clock) {

    /**
     * Two repositories, which may be the same one.
     *
     * @param same whether they are
     */
    record Pair(ImageStore source, ImageStore target, boolean same) {}

    /**
     * The digest of an image: that in its name, or what its tag points to now.
     *
     * @throws EngineException if there is no such image, nobody can pull it, or its registry may not be called
     * @throws software.amazon.awssdk.core.exception.SdkException if ECR may answer in a moment
     */
    public String digest(ImageReference image, Consumer<String> warnings) {
        if (image.digest().isPresent()) {
            return image.digest().get();
        }
        return asked(image, warnings, "The look for the digest of ", ImageStore::digest);
    }

    /**
     * The manifest of an image, which is read whole: some registries count that as a pull.
     *
     * @throws UnusableImage if there is no such image, or nobody can pull it
     * @throws EngineException if its registry may not be called, or refuses
     * @throws software.amazon.awssdk.core.exception.SdkException if ECR may answer in a moment
     */
    public Manifest manifest(ImageReference image, Consumer<String> warnings) {
        return asked(image, warnings, "The look for ", ImageStore::resolve);
    }

    /** Whether the registry of an image, if it is not ECR, is called with a login. */
    public boolean hasLogin(ImageReference image) {
        return EcrRepository.of(image).isEmpty()
                && login.apply(registries.of(image)).isPresent();
    }

    private <T> T asked(
            ImageReference image,
            Consumer<String> warnings,
            String asking,
            BiFunction<ImageStore, ImageReference, T> question) {
        // What every runtime takes where nothing is named (Docker, "docker image pull").
        ImageReference named = image.tag().isPresent() || image.digest().isPresent() ? image : image.withTag("latest");
        ImageStore store = EcrRepository.of(named)
                .<ImageStore>map(repository -> new EcrStore(ecr.apply(repository.region()), repository))
                .orElseGet(() ->
                        new RegistryStore(client(named, warnings).repository(AllowedRegistry.repositoryOf(named))));
        try {
            return question.apply(store, named);
        } catch (RuntimeException e) {
            throw store.isTransient(e) ? e : store.words(e, asking + named);
        }
    }

    /** @throws EngineException if one may not be called, or if layers would have to be moved from one to the other */
    Pair of(TagRequest request, Consumer<String> warnings) {
        Optional<EcrRepository> source = EcrRepository.of(request.image());
        Optional<EcrRepository> target = EcrRepository.of(request.target());
        if (source.isPresent() && target.isPresent()) {
            return ofEcr(request, source.get(), target.get());
        }
        String host = AllowedRegistry.hostOf(request.image());
        if (!host.equals(AllowedRegistry.hostOf(request.target()))) {
            throw otherRegistry(request, "they are in different registries");
        }
        return ofRegistry(request, warnings);
    }

    private Pair ofEcr(TagRequest request, EcrRepository source, EcrRepository target) {
        if (!source.account().equals(target.account()) || !source.region().equals(target.region())) {
            throw otherRegistry(request, "they are in different accounts or regions of ECR");
        }
        EcrApi api = ecr.apply(source.region());
        ImageStore from = new EcrStore(api, source);
        boolean same = source.equals(target);
        return new Pair(from, same ? from : new EcrStore(api, target), same);
    }

    private Pair ofRegistry(TagRequest request, Consumer<String> warnings) {
        RegistryClient client = client(request.image(), warnings);
        String source = AllowedRegistry.repositoryOf(request.image());
        String target = AllowedRegistry.repositoryOf(request.target());
        if (source.equals(target)) {
            ImageStore only = new RegistryStore(client.repository(source));
            return new Pair(only, only, true);
        }
        return new Pair(
                new RegistryStore(client.source(source)), new RegistryStore(client.copyOf(target, source)), false);
    }

    private RegistryClient client(ImageReference image, Consumer<String> warnings) {
        AllowedRegistry registry = registries.of(image);
        return new RegistryClient(http, registry, login.apply(registry), pauses, clock, warnings);
    }

    private static EngineException otherRegistry(TagRequest request, String reason) {
        return CopyAdvice.instead(
                request.image(), request.target(), request.tags().get(0), reason);
    }
}
