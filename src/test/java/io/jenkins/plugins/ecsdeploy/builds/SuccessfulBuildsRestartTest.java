package io.jenkins.plugins.ecsdeploy.builds;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.records.BuildVariablesAction;
import io.jenkins.plugins.ecsdeploy.records.VariablesOfBuild;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RunLoadCounter;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class SuccessfulBuildsRestartTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void theIndexIsThereAgainAtOnceAndWhole() throws Throwable {
        sessions.then(jenkins -> {
            FreeStyleProject job = jenkins.createFreeStyleProject("service");
            await().until(() -> list(job).complete());
            jenkins.buildAndAssertSuccess(job).setDisplayName("fix\tthe\r\nthing \\t 💥");
            BuildVariablesAction.add(
                    job.getLastBuild(), VariablesOfBuild.exported("a.env.groovy", Map.of("A\t", "\n\\")));
        });
        sessions.then(jenkins -> {
            FreeStyleProject job = job(jenkins);
            BuildEntry entry = list(job).newest(Result.SUCCESS).orElseThrow();
            assertThat(entry.displayName()).isEqualTo("fix\tthe\r\nthing \\t 💥");
            assertThat(entry.variables()).containsExactly(Map.entry("A\t", "\n\\"));

            await().until(() -> list(job).complete());
            RunLoadCounter.assertMaxLoads(job, 0, () -> {
                assertThat(numbers(job)).containsExactly(1);
                return null;
            });
        });
    }

    @Test
    void aBuildAfterTheRestartIsListedThoughNobodyAskedYet() throws Throwable {
        sessions.then(jenkins -> {
            FreeStyleProject job = jenkins.createFreeStyleProject("service");
            await().until(() -> list(job).complete());
            jenkins.buildAndAssertSuccess(job);
        });
        sessions.then(jenkins -> {
            jenkins.buildAndAssertSuccess(job(jenkins));

            assertThat(numbers(job(jenkins))).containsExactly(2, 1);
        });
    }

    /** As after a crash: the file is that of a while ago, or the plugin was off. */
    @Test
    void whatHappenedUnnoticedIsLookedAt() throws Throwable {
        byte[][] old = new byte[1][];
        sessions.then(jenkins -> {
            FreeStyleProject job = jenkins.createFreeStyleProject("service");
            await().until(() -> list(job).complete());
            jenkins.buildAndAssertSuccess(job);
            await().until(() -> written(job).settled() == 1);
            old[0] = Files.readAllBytes(IndexFile.of(job.getBuildDir()).toPath());
            jenkins.buildAndAssertSuccess(job);
            job.getBuildByNumber(1).setDisplayName("named unnoticed");
        });
        sessions.then(jenkins -> {
            FreeStyleProject job = job(jenkins);
            File file = IndexFile.of(job.getBuildDir());
            long written = new File(job.getBuildDir(), "1/build.xml").lastModified() - 1;
            Files.write(file.toPath(), old[0]);
            assertThat(file.setLastModified(written)).isTrue();

            assertThat(numbers(job)).containsExactly(1);
            await().until(() -> list(job).complete());

            assertThat(numbers(job)).containsExactly(2, 1);
            assertThat(list(job).find(1).orElseThrow().displayName()).isEqualTo("named unnoticed");
        });
    }

    /** The file is written again for a build that ends after the crash. It must not claim more than was looked at. */
    @Test
    void whatHappenedUnnoticedIsLookedAtThoughTheFileIsWrittenBeforeAnybodyAsks() throws Throwable {
        byte[][] old = new byte[1][];
        sessions.then(jenkins -> {
            FreeStyleProject job = jenkins.createFreeStyleProject("service");
            await().until(() -> list(job).complete());
            jenkins.buildAndAssertSuccess(job);
            await().until(() -> written(job).settled() == 1);
            old[0] = Files.readAllBytes(IndexFile.of(job.getBuildDir()).toPath());
            job.getBuildByNumber(1).setDisplayName("named unnoticed");
        });
        sessions.then(jenkins -> {
            FreeStyleProject job = job(jenkins);
            File file = IndexFile.of(job.getBuildDir());
            File record = new File(job.getBuildDir(), "1/build.xml");
            long longAgo = record.lastModified() - 60_000;
            Files.write(file.toPath(), old[0]);
            assertThat(record.setLastModified(longAgo)).isTrue();
            assertThat(file.setLastModified(longAgo - 1)).isTrue();

            jenkins.buildAndAssertSuccess(job);
            await().until(() -> written(job).find(2).isPresent());
        });
        sessions.then(jenkins -> {
            await().until(() -> list(job(jenkins)).complete());

            assertThat(list(job(jenkins)).find(1).orElseThrow().displayName()).isEqualTo("named unnoticed");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "successful builds, format 1\t2\t0\n",
                "successful builds, format 1\t2\t0\n1\t5\n1\n"
            })
    void aFileThatIsNotWholeIsMadeAgain(String content) throws Throwable {
        sessions.then(jenkins -> {
            FreeStyleProject job = jenkins.createFreeStyleProject("service");
            jenkins.buildAndAssertSuccess(job);
            jenkins.buildAndAssertSuccess(job);
            Files.writeString(IndexFile.of(job.getBuildDir()).toPath(), content);

            await().until(() -> list(job).complete());

            assertThat(numbers(job)).containsExactly(2, 1);
            await().until(() -> written(job).entries().size() == 2);
        });
    }

    private static Snapshot written(FreeStyleProject job) {
        try {
            return IndexFile.read(IndexFile.of(job.getBuildDir()));
        } catch (IOException e) {
            return Snapshot.EMPTY;
        }
    }

    private static FreeStyleProject job(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("service", FreeStyleProject.class);
    }

    private static BuildList list(FreeStyleProject job) {
        return SuccessfulBuilds.get().of(job);
    }

    private static List<Integer> numbers(FreeStyleProject job) {
        return list(job).newest(Result.SUCCESS, 100).stream()
                .map(BuildEntry::number)
                .toList();
    }
}
