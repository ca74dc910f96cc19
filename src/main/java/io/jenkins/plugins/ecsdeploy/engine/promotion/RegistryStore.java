package io.jenkins.plugins.ecsdeploy.engine.promotion;

import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.engine.registry.Manifest;
import io.jenkins.plugins.ecsdeploy.engine.registry.RegistryFailure;
import io.jenkins.plugins.ecsdeploy.engine.registry.Repository;

/** A repository behind the registry protocol. Its failures are in words already. */
final class RegistryStore implements ImageStore {
    private static final int FORBIDDEN = 403;

    private final Repository repository;

    RegistryStore(Repository repository) {
        this.repository = repository;
    }

    /** The manifest itself is read at once, so the digest is that of its bytes, and no header needs to be trusted for it. */
    @Override
    public Manifest resolve(ImageReference image) {
        return repository.manifest(image.digest().or(image::tag).orElseThrow()).orElseThrow(() -> missing(image));
    }

    @Override
    public String digest(ImageReference image) {
        return repository.digest(image.tag().orElseThrow()).orElseThrow(() -> missing(image));
    }

    private static UnusableImage missing(ImageReference image) {
        return UnusableImage.missing("Image " + image + " was not found. Check its repository and its tag,"
                + " and that the login may see it");
    }

    @Override
    public TagLook look(String tag) {
        try {
            return TagLook.of(repository.digest(tag));
        } catch (RegistryFailure e) {
            if (e.status() == FORBIDDEN) {
                return TagLook.UNKNOWN;
            }
            throw e;
        }
    }

    @Override
    public void put(Manifest manifest, String tag) {
        repository.put(manifest, tag);
    }

    @Override
    public boolean has(String digest) {
        return repository.hasManifest(digest);
    }

    @Override
    public void put(Manifest manifest) {
        repository.put(manifest, manifest.digest());
    }

    @Override
    public boolean takeBlob(String digest, ImageStore from) {
        return repository.mount(digest, ((RegistryStore) from).repository);
    }

    @Override
    public boolean isTransient(RuntimeException failure) {
        return failure instanceof RegistryFailure known && known.isTransient();
    }

    @Override
    public boolean isRefusal(RuntimeException failure) {
        return failure instanceof RegistryFailure known && known.status() / 100 == 4;
    }

    @Override
    public RuntimeException words(RuntimeException failure, String asked) {
        return failure;
    }
}
