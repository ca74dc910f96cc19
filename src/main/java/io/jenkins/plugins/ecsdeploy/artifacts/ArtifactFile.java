package io.jenkins.plugins.ecsdeploy.artifacts;

import java.io.Serializable;

/**
 * A file among the artifacts of a build.
 *
 * @param path from the root of the artifacts, with {@code /}
 * @param content cut off behind the largest size that is read
 */
public record ArtifactFile(String path, byte[] content) implements Serializable {
    private static final long serialVersionUID = 1L;

    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
