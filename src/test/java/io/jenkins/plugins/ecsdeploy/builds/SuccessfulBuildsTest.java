package io.jenkins.plugins.ecsdeploy.builds;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.ExtensionList;
import hudson.maven.MavenModuleSet;
import hudson.model.Action;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Items;
import hudson.model.Job;
import hudson.model.ParametersAction;
import hudson.model.Result;
import hudson.model.StringParameterValue;
import hudson.model.TopLevelItem;
import hudson.tasks.LogRotator;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.records.BuildVariablesAction;
import io.jenkins.plugins.ecsdeploy.records.VariablesOfBuild;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import jenkins.model.TransientActionFactory;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockBuilder;
import org.jvnet.hudson.test.RunLoadCounter;

@ExtendWith(QuickJenkins.class)
class SuccessfulBuildsTest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void theFirstListIsFilledInTheBackground() throws Exception {
        FreeStyleProject job = job(Result.SUCCESS, Result.FAILURE, Result.UNSTABLE, Result.SUCCESS, Result.ABORTED);

        await().until(() -> list(job).complete());

        assertThat(numbers(job, Result.SUCCESS)).containsExactly(4, 1);
        assertThat(numbers(job, Result.UNSTABLE)).containsExactly(4, 3, 1);
        assertThat(list(job).newest(Result.SUCCESS).orElseThrow().number()).isEqualTo(4);
        assertThat(list(job).newest(Result.UNSTABLE, 2))
                .extracting(BuildEntry::number)
                .containsExactly(4, 3);
        assertThat(list(job).find(2)).isEmpty();
    }

    /** Its builds are only looked at: to make one takes a Maven. */
    @Test
    void knowsTheBuildsOfAMavenStyleJob() throws Exception {
        MavenModuleSet job = jenkins.createProject(MavenModuleSet.class, "maven-style");
        record(job, 1, Result.SUCCESS);
        record(job, 2, Result.FAILURE);
        record(job, 3, Result.SUCCESS);
        job.doReload();

        await().until(() -> list(job).complete());
        assertThat(numbers(job, Result.SUCCESS)).containsExactly(3, 1);

        job.getBuildByNumber(1).setDisplayName("one");
        job.getBuildByNumber(3).delete();
        assertThat(list(job).newest(Result.SUCCESS).orElseThrow().name()).isEqualTo("1-one");

        job.renameTo("maven-style-renamed");
        assertThat(numbers(job, Result.SUCCESS)).containsExactly(1);
    }

    private static void record(MavenModuleSet job, int number, Result result) throws IOException {
        File folder = new File(job.getBuildDir(), Integer.toString(number));
        Files.createDirectories(folder.toPath());
        Files.writeString(
                new File(folder, "build.xml").toPath(),
                "<hudson.maven.MavenModuleSetBuild><actions/><timestamp>1</timestamp><result>" + result
                        + "</result></hudson.maven.MavenModuleSetBuild>");
    }

    @Test
    void noListLoadsABuild() throws Exception {
        FreeStyleProject job = job(Result.SUCCESS, Result.FAILURE, Result.SUCCESS);
        await().until(() -> list(job).complete());

        RunLoadCounter.assertMaxLoads(job, 0, () -> {
            assertThat(numbers(job, Result.SUCCESS)).containsExactly(3, 1);
            assertThat(list(job).find(3)).isPresent();
            return list(job).newest(Result.SUCCESS);
        });
    }

    @Test
    void theScanLoadsSuccessfulBuildsOnly() throws Exception {
        FreeStyleProject job = job(Result.FAILURE, Result.SUCCESS, Result.FAILURE, Result.FAILURE, Result.ABORTED);

        int loaded = RunLoadCounter.countLoads(
                job, () -> await().until(() -> list(job).complete()));

        assertThat(loaded).isEqualTo(1);
        assertThat(numbers(job, Result.UNSTABLE)).containsExactly(2);
    }

    @Test
    void followsNewBuildsAndDeletedOnes() throws Exception {
        FreeStyleProject job = job(Result.SUCCESS);
        await().until(() -> list(job).complete());

        jenkins.buildAndAssertSuccess(job);
        assertThat(numbers(job, Result.SUCCESS)).containsExactly(2, 1);

        job.getBuildByNumber(2).delete();
        assertThat(numbers(job, Result.SUCCESS)).containsExactly(1);
    }

    @Test
    void followsTheRotationOfLogs() throws Exception {
        FreeStyleProject job = job(Result.SUCCESS, Result.SUCCESS);
        await().until(() -> list(job).complete());
        job.setBuildDiscarder(new LogRotator(-1, 2, -1, -1));

        jenkins.buildAndAssertSuccess(job);

        await().until(() -> numbers(job, Result.SUCCESS).equals(List.of(3, 2)));
    }

    @Test
    void followsTheNameAndTheMarkAndTheVariables() throws Exception {
        FreeStyleProject job = job(Result.SUCCESS);
        await().until(() -> list(job).complete());
        FreeStyleBuild build = job.getLastBuild();

        build.setDisplayName("fix\tthe\nthing \\ 💥");
        build.keepLog(true);
        BuildVariablesAction.add(build, VariablesOfBuild.exported("a.env.groovy", Map.of("BUILD", "1")));

        BuildEntry entry = list(job).find(1).orElseThrow();
        assertThat(entry.displayName()).isEqualTo("fix\tthe\nthing \\ 💥");
        assertThat(entry.name()).isEqualTo("1-fix\tthe\nthing \\ 💥");
        assertThat(entry.kept()).isTrue();
        assertThat(entry.variables()).containsExactly(Map.entry("BUILD", "1"));
        assertThat(entry.timestampMillis()).isEqualTo(build.getTimeInMillis());
    }

    /** A save by one thread while another is about to take over what it saw before. */
    @Test
    void theLastOfTwoChangesAtOnceCounts() throws Exception {
        FreeStyleProject job = job(Result.SUCCESS);
        await().until(() -> list(job).complete());
        FreeStyleBuild build = job.getLastBuild();
        Meanwhile meanwhile = new Meanwhile(build, () -> rename(build, "last"));
        ExtensionList.lookup(TransientActionFactory.class).add(0, meanwhile);
        try {
            build.setDisplayName("first");
        } finally {
            ExtensionList.lookup(TransientActionFactory.class).remove(meanwhile);
        }

        assertThat(build.getDisplayName()).isEqualTo("last");
        assertThat(list(job).find(1).orElseThrow().displayName()).isEqualTo("last");
    }

    /** Runs once when somebody reads the actions of the build, which the index does. */
    private static final class Meanwhile extends TransientActionFactory<FreeStyleBuild> {
        private final FreeStyleBuild build;
        private final AtomicReference<Runnable> task;

        Meanwhile(FreeStyleBuild build, Runnable task) {
            this.build = build;
            this.task = new AtomicReference<>(task);
        }

        @Override
        public Class<FreeStyleBuild> type() {
            return FreeStyleBuild.class;
        }

        @Override
        public Collection<? extends Action> createFor(FreeStyleBuild target) {
            if (target == build) {
                Optional.ofNullable(task.getAndSet(null)).ifPresent(Runnable::run);
            }
            return List.of();
        }
    }

    private static void rename(FreeStyleBuild build, String name) {
        try {
            build.setDisplayName(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aHugeNameIsCutOff() throws Exception {
        FreeStyleProject job = job(Result.SUCCESS);
        job.getLastBuild().setDisplayName("x".repeat(100_000));
        await().until(() -> list(job).complete());

        assertThat(list(job).find(1).orElseThrow().displayName()).hasSize(FinishedBuild.NAME_LENGTH);
    }

    @Test
    void aPipelinesBuildIsListedWithTheNameThatItSetItself() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("currentBuild.displayName = 'named at the end'", true));
        list(job);

        jenkins.buildAndAssertSuccess(job);

        assertThat(list(job).newest(Result.SUCCESS).orElseThrow().displayName()).isEqualTo("named at the end");
    }

    @Test
    void aRunningBuildIsNoSuccessYet() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                "currentBuild.result = 'UNSTABLE'; semaphore 'wait-" + job.getName() + "'", true));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        SemaphoreStep.waitForStart("wait-" + job.getName() + "/1", build);
        build.setDescription("saves the record");
        await().until(() -> list(job).complete());

        assertThat(numbers(job, Result.UNSTABLE)).isEmpty();

        SemaphoreStep.success("wait-" + job.getName() + "/1", null);
        jenkins.assertBuildStatus(Result.UNSTABLE, jenkins.waitForCompletion(build));
        await().until(() -> numbers(job, Result.UNSTABLE).equals(List.of(1)));
    }

    @Test
    void buildsThatEndTogetherAreAllListed() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("", true));
        list(job);
        List<Future<WorkflowRun>> builds = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            builds.add(job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("I", "" + i))));
        }
        for (Future<WorkflowRun> build : builds) {
            jenkins.waitForCompletion(build.get());
        }

        await().until(() -> numbers(job, Result.SUCCESS).equals(List.of(8, 7, 6, 5, 4, 3, 2, 1)));
    }

    @Test
    void theIndexMovesWithItsJob() throws Exception {
        Folder folder = jenkins.createProject(Folder.class);
        FreeStyleProject job = job(Result.SUCCESS, Result.FAILURE);
        await().until(() -> list(job).complete());

        job.renameTo("renamed-" + job.getName());
        assertThat(numbers(job, Result.SUCCESS)).containsExactly(1);
        FreeStyleProject moved = Items.move(job, folder);
        assertThat(numbers(moved, Result.SUCCESS)).containsExactly(1);
        folder.renameTo("renamed-" + folder.getName());
        jenkins.buildAndAssertSuccess(moved);

        assertThat(list(moved).complete()).isTrue();
        assertThat(numbers(moved, Result.SUCCESS)).containsExactly(3, 1);
        await().until(() -> IndexFile.of(moved.getBuildDir()).exists());
    }

    @Test
    void twoJobsSwapTheirNames() throws Exception {
        FreeStyleProject one = job(Result.SUCCESS, Result.FAILURE);
        FreeStyleProject other = job(Result.FAILURE, Result.SUCCESS);
        await().until(() -> list(one).complete() && list(other).complete());
        String nameOfOne = one.getName();
        String nameOfOther = other.getName();

        one.renameTo("swapping-" + nameOfOne);
        other.renameTo(nameOfOne);
        one.renameTo(nameOfOther);
        jenkins.buildAndAssertSuccess(one);

        assertThat(numbers(one, Result.SUCCESS)).containsExactly(3, 1);
        assertThat(numbers(other, Result.SUCCESS)).containsExactly(2);
        SuccessfulBuilds.get().index(one).flush();
        SuccessfulBuilds.get().index(other).flush();
        assertThat(IndexFile.read(IndexFile.of(one.getBuildDir())).find(3)).isPresent();
        assertThat(IndexFile.read(IndexFile.of(other.getBuildDir())).entries())
                .extracting(BuildEntry::number)
                .containsExactly(2);
    }

    @Test
    void aCopiedOrNewJobOfTheSameNameBeginsEmpty() throws Exception {
        FreeStyleProject job = job(Result.SUCCESS);
        await().until(() ->
                IndexFile.of(job.getBuildDir()).exists() || !list(job).complete());

        TopLevelItem source = job;
        Job<?, ?> copy = (Job<?, ?>) jenkins.jenkins.copy(source, "copy-of-" + job.getName());
        assertThat(numbers(copy, Result.SUCCESS)).isEmpty();

        String name = job.getName();
        job.delete();
        assertThat(numbers(jenkins.createFreeStyleProject(name), Result.SUCCESS))
                .isEmpty();
    }

    @Test
    void theFileOfADeletedJobIsNotWrittenForANewOneOfItsName() throws Exception {
        FreeStyleProject job = job(Result.SUCCESS);
        await().until(() -> list(job).complete());
        BuildIndex index = SuccessfulBuilds.get().index(job);
        job.getLastBuild().setDisplayName("of the deleted job");

        job.delete();
        FreeStyleProject fresh = jenkins.createFreeStyleProject(job.getName());
        jenkins.buildAndAssertSuccess(fresh);
        index.flush();

        assertThat(IndexFile.of(fresh.getBuildDir())).doesNotExist();
    }

    @Test
    void whatChangedOnDiskIsSeenAfterAReload() throws Exception {
        FreeStyleProject job = job(Result.SUCCESS, Result.FAILURE);
        await().until(() -> list(job).complete());

        rewrite(job, 1, "<result>SUCCESS</result>", "<result>FAILURE</result>");
        rewrite(job, 2, "<result>FAILURE</result>", "<result>UNSTABLE</result>");
        job.doReload();

        await().until(() -> numbers(job, Result.UNSTABLE).equals(List.of(2)));
    }

    @Test
    void anUnknownJobCostsNothing() throws Exception {
        FreeStyleProject job = job(Result.SUCCESS);

        assertThat(IndexFile.of(job.getBuildDir())).doesNotExist();
    }

    private static void rewrite(Job<?, ?> job, int number, String from, String to) throws IOException {
        File record = new File(job.getBuildDir(), number + "/build.xml");
        String text = Files.readString(record.toPath());
        assertThat(text).contains(from);
        Files.writeString(record.toPath(), text.replace(from, to));
    }

    private static FreeStyleProject job(Result... results) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        for (Result result : results) {
            job.getBuildersList().replace(new MockBuilder(result));
            jenkins.assertBuildStatus(result, job.scheduleBuild2(0));
        }
        job.getBuildersList().clear();
        return job;
    }

    private static BuildList list(Job<?, ?> job) {
        return SuccessfulBuilds.get().of(job);
    }

    private static List<Integer> numbers(Job<?, ?> job, Result minResult) {
        return list(job).newest(minResult, 100).stream().map(BuildEntry::number).toList();
    }
}
