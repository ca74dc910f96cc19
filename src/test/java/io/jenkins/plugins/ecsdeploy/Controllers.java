package io.jenkins.plugins.ecsdeploy;

import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * Controllers that can be killed, each in a process of its own. They start several times in a test, so they have no plugin that
 * nobody needs there, and compile no better than a short life is worth.
 */
public final class Controllers {
    private static final String[] NOT_NEEDED = {
        "authentication-tokens",
        "configuration-as-code",
        "copyartifact",
        "docker-commons",
        "echarts-api",
        "extensible-choice-parameter",
        "git",
        "javadoc",
        "job-dsl",
        "maven-plugin",
        "pipeline-build-step",
        "pipeline-model-definition"
    };

    private Controllers() {}

    /** One to which the emulator's minutes are seconds. */
    public static RealJenkinsExtension killable() {
        return new RealJenkinsExtension()
                .omitPlugins(NOT_NEEDED)
                .javaOptions("-XX:TieredStopAtLevel=1", "-Dio.jenkins.plugins.ecsdeploy.pollPace=10");
    }
}
