package io.jenkins.plugins.ecsdeploy.emulator.ecr;

import io.jenkins.plugins.ecsdeploy.emulator.World;
import io.jenkins.plugins.ecsdeploy.emulator.registry.Sums;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestImages;
import java.nio.charset.StandardCharsets;

/** ECR seen from inside the emulator: sets it up and looks at it without API calls. */
public final class EmulatedEcr {
    private final World world;
    private final EcrState state;

    /** For the state that the emulator's calls work on. */
    public EmulatedEcr(World world) {
        this.world = world;
        this.state = world.ecr;
    }

    /** The name of an image of this registry: {@code 123456789012.dkr.ecr.eu-central-1.amazonaws.com/web}. */
    public String imageName(String repository) {
        return world.arns.account() + ".dkr.ecr." + world.arns.region() + ".amazonaws.com/" + repository;
    }

    /** Stores the manifest with its layers, in a repository that is made if it is not there; answers its digest. */
    public String push(String repository, String tag, byte[] manifest, String type) {
        synchronized (world) {
            String text = new String(manifest, StandardCharsets.UTF_8);
            EcrImage image = new EcrImage(Sums.sha256(manifest), text, type);
            repository(repository).layers.addAll(EcrImage.layers(text));
            repository(repository).add(image, tag);
            return image.digest;
        }
    }

    /** Stores an index of three platforms with its images. */
    public String pushIndex(String repository, String tag, String type, String childType) {
        TestImages.children(childType, repository).forEach(child -> push(repository, null, child, childType));
        return push(repository, tag, TestImages.index(type, childType, repository), type);
    }

    /** Makes a repository that is empty. */
    public void create(String repository) {
        synchronized (world) {
            repository(repository);
        }
    }

    /** Makes a rule by which repositories of that prefix are filled from another registry; none are filled here. */
    public void pullThrough(String prefix) {
        synchronized (world) {
            state.pullThrough.add(prefix);
        }
    }

    /** From now on no tag is moved there. */
    public void immutable(String repository) {
        immutable(repository, null);
    }

    /** The same, but for tags that begin so. */
    public void immutable(String repository, String exclusion) {
        synchronized (world) {
            repository(repository).immutable = true;
            repository(repository).exclusion = exclusion;
        }
    }

    /** ACTIVE, ARCHIVED or ACTIVATING. */
    public void status(String repository, String tag, String status) {
        synchronized (world) {
            repository(repository).byTag(tag).status = status;
        }
    }

    /** The digest behind a tag; null if there is none. */
    public String tag(String repository, String tag) {
        synchronized (world) {
            EcrImage image = repository(repository).byTag(tag);
            return image == null ? null : image.digest;
        }
    }

    private EcrRepositoryState repository(String name) {
        return state.repositories.computeIfAbsent(name, EcrRepositoryState::new);
    }
}
