package io.jenkins.plugins.ecsdeploy.examples;

import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;

/** The five teams of {@code examples/} in one Jenkins, side by side as in the demo. */
@ExtendWith(QuickJenkins.class)
class ExamplesTest {
    static final List<String> EXAMPLES = List.of(
            "environment-tags", "staged-then-live", "revision-files", "taskdef-in-git", "templates-and-test-traffic");

    static final Map<String, ExampleScene> scenes = new HashMap<>();
    static ExamplesHost host;

    @TempDir
    private static Path disk;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        host = new ExamplesHost(disk);
        for (String example : EXAMPLES) {
            scenes.put(example, new ExampleScene(host, example));
        }
        host.in(rule);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Nested
    class EnvironmentTags extends EnvironmentTagsExample {}

    @Nested
    class StagedThenLive extends StagedThenLiveExample {}

    @Nested
    class RevisionFiles extends RevisionFilesExample {}

    @Nested
    class TaskdefInGit extends TaskdefInGitExample {}

    @Nested
    class TestTraffic extends TestTrafficExample {}
}
