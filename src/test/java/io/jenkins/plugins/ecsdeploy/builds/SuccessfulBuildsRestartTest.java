package io.jenkins.plugins.ecsdeploy.builds;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.records.BuildVariablesAction;
import io.jenkins.plugins.ecsdeploy.records.VariablesOfBuild;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RunLoadCounter;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** The lists of builds over restarts. A start takes longer than a case, so one restart is that of many jobs. */
class SuccessfulBuildsRestartTest {
    private static final List<String> BROKEN = List.of(
            "", "nonsense", "successful builds, format 1\t2\t0\n", "successful builds, format 1\t2\t0\n1\t5\n1\n");

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    /** The content of a job's file when the crash came, by the job's name. */
    private final Map<String, byte[]> old = new HashMap<>();

    @Test
    void theListsAreThereAgainAndWhole() throws Throwable {
        sessions.then(jenkins -> {
            begin(jenkins, "whole").setDisplayName("fix\tthe\r\nthing \\t 💥");
            BuildVariablesAction.add(
                    job(jenkins, "whole").getLastBuild(),
                    VariablesOfBuild.exported("a.env.groovy", Map.of("A\t", "\n\\")));
            begin(jenkins, "asked late");
            begin(jenkins, "unnoticed");
            keepFile(job(jenkins, "unnoticed"));
            jenkins.buildAndAssertSuccess(job(jenkins, "unnoticed"));
            job(jenkins, "unnoticed").getBuildByNumber(1).setDisplayName("named unnoticed");
            begin(jenkins, "written first");
            keepFile(job(jenkins, "written first"));
            job(jenkins, "written first").getBuildByNumber(1).setDisplayName("named unnoticed");
            aFileThatIsNotWholeIsMadeAgain(jenkins);
        });
        sessions.then(jenkins -> {
            theIndexIsThereAtOnceAndWhole(job(jenkins, "whole"));
            aBuildAfterTheRestartIsListedThoughNobodyAskedYet(jenkins, job(jenkins, "asked late"));
            whatHappenedUnnoticedIsLookedAt(job(jenkins, "unnoticed"));
            theFileIsWrittenBeforeAnybodyAsks(jenkins, job(jenkins, "written first"));
        });
        sessions.then(jenkins -> {
            FreeStyleProject job = job(jenkins, "written first");
            await().until(() -> list(job).complete());

            assertThat(list(job).find(1).orElseThrow().displayName()).isEqualTo("named unnoticed");
        });
    }

    private static void theIndexIsThereAtOnceAndWhole(FreeStyleProject job) throws Exception {
        BuildEntry entry = list(job).newest(Result.SUCCESS).orElseThrow();
        assertThat(entry.displayName()).isEqualTo("fix\tthe\r\nthing \\t 💥");
        assertThat(entry.variables()).containsExactly(Map.entry("A\t", "\n\\"));

        await().until(() -> list(job).complete());
        RunLoadCounter.assertMaxLoads(job, 0, () -> {
            assertThat(numbers(job)).containsExactly(1);
            return null;
        });
    }

    private static void aBuildAfterTheRestartIsListedThoughNobodyAskedYet(JenkinsRule jenkins, FreeStyleProject job)
            throws Exception {
        jenkins.buildAndAssertSuccess(job);

        assertThat(numbers(job)).containsExactly(2, 1);
    }

    /** As after a crash: the file is that of a while ago, or the plugin was off. */
    private void whatHappenedUnnoticedIsLookedAt(FreeStyleProject job) throws Exception {
        File file = IndexFile.of(job.getBuildDir());
        long written = new File(job.getBuildDir(), "1/build.xml").lastModified() - 1;
        Files.write(file.toPath(), old.get(job.getName()));
        assertThat(file.setLastModified(written)).isTrue();

        assertThat(numbers(job)).containsExactly(1);
        await().until(() -> list(job).complete());

        assertThat(numbers(job)).containsExactly(2, 1);
        assertThat(list(job).find(1).orElseThrow().displayName()).isEqualTo("named unnoticed");
    }

    /** The file is written again for a build that ends after the crash. It must not claim more than was looked at. */
    private void theFileIsWrittenBeforeAnybodyAsks(JenkinsRule jenkins, FreeStyleProject job) throws Exception {
        File file = IndexFile.of(job.getBuildDir());
        File record = new File(job.getBuildDir(), "1/build.xml");
        long longAgo = record.lastModified() - 60_000;
        Files.write(file.toPath(), old.get(job.getName()));
        assertThat(record.setLastModified(longAgo)).isTrue();
        assertThat(file.setLastModified(longAgo - 1)).isTrue();

        jenkins.buildAndAssertSuccess(job);
        await().until(() -> written(job).find(2).isPresent());
    }

    private static void aFileThatIsNotWholeIsMadeAgain(JenkinsRule jenkins) throws Exception {
        for (String content : BROKEN) {
            FreeStyleProject job = jenkins.createFreeStyleProject("broken " + BROKEN.indexOf(content));
            jenkins.buildAndAssertSuccess(job);
            jenkins.buildAndAssertSuccess(job);
            Files.writeString(IndexFile.of(job.getBuildDir()).toPath(), content);

            await().until(() -> list(job).complete());

            assertThat(numbers(job)).as(content).containsExactly(2, 1);
            await().until(() -> written(job).entries().size() == 2);
        }
    }

    /** A job whose list is complete before its first build. */
    private static FreeStyleBuild begin(JenkinsRule jenkins, String name) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject(name);
        await().until(() -> list(job).complete());
        return jenkins.buildAndAssertSuccess(job);
    }

    private void keepFile(FreeStyleProject job) throws IOException {
        await().until(() -> written(job).settled() == 1);
        old.put(
                job.getName(),
                Files.readAllBytes(IndexFile.of(job.getBuildDir()).toPath()));
    }

    private static Snapshot written(FreeStyleProject job) {
        try {
            return IndexFile.read(IndexFile.of(job.getBuildDir()));
        } catch (IOException e) {
            return Snapshot.EMPTY;
        }
    }

    private static FreeStyleProject job(JenkinsRule jenkins, String name) {
        return jenkins.jenkins.getItemByFullName(name, FreeStyleProject.class);
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
