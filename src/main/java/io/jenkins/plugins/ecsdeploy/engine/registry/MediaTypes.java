package io.jenkins.plugins.ecsdeploy.engine.registry;

import java.util.List;
import java.util.Locale;

/** The four types of manifests that there are, and the ones from before. */
public final class MediaTypes {
    public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    public static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    public static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";

    /**
     * What every request for a manifest accepts. Where a type of lists is missing, a registry picks one platform's manifest,
     * whose digest is another one than that which ECS resolves.
     */
    public static final List<String> ALL = List.of(OCI_INDEX, DOCKER_LIST, OCI_MANIFEST, DOCKER_MANIFEST);

    /** Docker image manifest version 2, schema 1: signed over its own tag. */
    private static final String SCHEMA_1 = "application/vnd.docker.distribution.manifest.v1+";

    private MediaTypes() {}

    /** Whether it is a type of manifests for several platforms. */
    static boolean isList(String type) {
        return type.equals(OCI_INDEX) || type.equals(DOCKER_LIST);
    }

    static boolean isSchema1(String type) {
        return type.startsWith(SCHEMA_1);
    }

    /** The type of a header, without its parameters. */
    static String plain(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
