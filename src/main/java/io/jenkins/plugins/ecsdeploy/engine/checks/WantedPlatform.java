package io.jenkins.plugins.ecsdeploy.engine.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.registry.Manifest;
import java.util.List;
import java.util.Map;

/**
 * For which platform the tasks need images, as registries call it.
 *
 * @param name such as {@code linux/arm64}; empty where it depends on the container instances
 */
record WantedPlatform(String name) {
    /** API reference, RuntimePlatform, cpuArchitecture. */
    private static final Map<String, String> ARCHITECTURES = Map.of("X86_64", "amd64", "ARM64", "arm64");

    static WantedPlatform of(Subject subject) {
        JsonNode platform = subject.definition().json().path("runtimePlatform");
        // Fargate has LINUX and X86_64 where nothing is said (developer guide, "Task definition parameters for
        // Fargate").
        String architecture = platform.path("cpuArchitecture").asText(subject.runsOnFargate() ? "X86_64" : "");
        String known = ARCHITECTURES.getOrDefault(architecture, "");
        String system = subject.definition().isWindows() ? "windows" : "linux";
        return new WantedPlatform(known.isEmpty() ? "" : system + "/" + known);
    }

    /** An image that is there; of a single one the manifest does not tell the platform. */
    Finding compare(Look look, Manifest manifest) {
        String there = "it is " + manifest.digest() + " now";
        List<String> platforms = manifest.platforms();
        if (platforms.isEmpty()) {
            return look.ok(there + "; its manifest does not tell the platform");
        }
        if (name.isEmpty() || platforms.stream().anyMatch(this::fits)) {
            return look.ok(there + ", for " + String.join(", ", platforms));
        }
        return look.wrong(
                there + ", for " + String.join(", ", platforms) + ", and not for " + name + ", which the tasks need",
                "Build it for " + name + ", or set runtimePlatform");
    }

    /** {@code linux/arm64} is fit by {@code linux/arm64/v8}; a platform that is not told may be anything. */
    private boolean fits(String platform) {
        return platform.equals(name) || platform.startsWith(name + "/") || platform.contains("unknown");
    }
}
