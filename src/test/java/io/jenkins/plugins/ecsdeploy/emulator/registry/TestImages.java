package io.jenkins.plugins.ecsdeploy.emulator.registry;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Manifests to push: as text, for their bytes are what counts. */
public final class TestImages {
    public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    public static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    public static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";

    private static final List<String> PLATFORMS = List.of("linux/amd64", "linux/arm64/v8", "linux/arm/v7");

    private TestImages() {}

    /** An image with a config and two layers; another one for each name. */
    public static byte[] image(String type, String name) {
        return bytes("{\n  \"schemaVersion\": 2,\n  \"mediaType\": \"" + type + "\",\n  \"config\": "
                + descriptor(name + " config") + ",\n  \"layers\": [" + descriptor("base") + ", "
                + descriptor(name + " layer") + "]\n}");
    }

    /** The same as somebody wrote it by hand: tabs, no type of its own, and an empty line at the end. */
    public static byte[] oddlySpaced(String name) {
        return bytes("{\"layers\":[\t" + descriptor(name) + " ],\r\n \"config\"  :" + descriptor(name + " config")
                + ",\"schemaVersion\":2 }\n\n");
    }

    /** An index of three platforms and an attestation. */
    public static byte[] index(String type, String childType, String name) {
        String children = IntStream.range(0, PLATFORMS.size())
                .mapToObj(i -> child(childType, child(childType, name, i), PLATFORMS.get(i)))
                .collect(Collectors.joining(","));
        return bytes("{\"schemaVersion\":2,\"mediaType\":\"" + type + "\",\"manifests\":[" + children + ","
                + child(childType, child(childType, name, PLATFORMS.size()), "unknown/unknown") + "]}");
    }

    /** The children of that index. */
    public static List<byte[]> children(String childType, String name) {
        return IntStream.rangeClosed(0, PLATFORMS.size())
                .mapToObj(i -> child(childType, name, i))
                .toList();
    }

    private static byte[] child(String type, String name, int number) {
        return image(type, name + " " + number);
    }

    private static String child(String type, byte[] manifest, String platform) {
        String[] parts = platform.split("/");
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + Sums.sha256(manifest) + "\",\"size\":"
                + manifest.length
                + ",\"platform\":{\"architecture\":\"" + parts[1] + "\",\"os\":\"" + parts[0] + "\""
                + (parts.length > 2 ? ",\"variant\":\"" + parts[2] + "\"" : "") + "}}";
    }

    private static String descriptor(String content) {
        return "{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"size\":" + content.length()
                + ",\"digest\":\"" + Sums.sha256(bytes(content)) + "\"}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
