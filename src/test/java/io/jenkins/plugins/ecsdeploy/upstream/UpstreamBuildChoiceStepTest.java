package io.jenkins.plugins.ecsdeploy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Job;
import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.records.BuildVariablesAction;
import io.jenkins.plugins.ecsdeploy.records.VariablesOfBuild;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockBuilder;

/** The step without a question: a choice is checked, and without one it is the newest build. */
@ExtendWith(QuickJenkins.class)
class UpstreamBuildChoiceStepTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void answersWithAMap() throws Exception {
        FreeStyleProject source = source(Result.SUCCESS);
        FreeStyleBuild build = source.getLastBuild();
        build.setDisplayName("fix the thing");
        BuildVariablesAction.add(build, VariablesOfBuild.exported("x.env.groovy", Map.of("SERVICE1_BUILD", "1")));

        WorkflowRun run = run(
                Result.SUCCESS,
                "def b = upstreamBuildChoice(job: '" + source.getName() + "', choice: 1)\n"
                        + "echo \"${b.keySet().join(',')} ${b.number + 1} ${b.displayName} ${b.result}"
                        + " ${b.variables.SERVICE1_BUILD}\"\n"
                        + "echo \"job=${b.job} url=${b.url}\"\n"
                        + "echo \"at ${b.timestamp}\"");

        jenkins.assertLogContains(
                "number,displayName,job,url,result,timestamp,variables 2 fix the thing SUCCESS 1", run);
        jenkins.assertLogContains("job=" + source.getName() + " url=" + jenkins.getURL() + build.getUrl(), run);
        jenkins.assertLogContains("at " + Instant.ofEpochMilli(build.getTimeInMillis()), run);
        jenkins.assertLogContains("[upstreamBuildChoice] #1: SUCCESS", run);
    }

    @Test
    void takesTheFormatsOfTheParameterAndOfTheList() throws Exception {
        FreeStyleProject source = source(Result.SUCCESS, Result.SUCCESS);

        assertThat(choose(source, "choice: '1'")).isEqualTo(1);
        assertThat(choose(source, "choice: ' 1 '")).isEqualTo(1);
        assertThat(choose(source, "choice: '1-fix - the #2 thing'")).isEqualTo(1);
        assertThat(choose(source, "choice: '" + source.getName() + "#1'")).isEqualTo(1);
        assertThat(choose(source, "choice: '/" + source.getName() + "#1'")).isEqualTo(1);
    }

    @Test
    void aJobMayBeCalledLikeAListedBuild() throws Exception {
        source(Result.SUCCESS, Result.SUCCESS).renameTo("2-of-us");

        WorkflowRun run =
                run(Result.SUCCESS, "echo \"is ${upstreamBuildChoice(job: '2-of-us', choice: '2-of-us#1').number}\"");

        jenkins.assertLogContains("is 1", run);
    }

    @Test
    void whatIsNoBuildIsRefused() throws Exception {
        FreeStyleProject source = source(Result.SUCCESS);

        for (String choice : new String[] {"latest", "-1", "1.0", "9999999999", "#1", "1 2"}) {
            assertThat(refusal(source, "choice: '" + choice + "'"))
                    .isEqualTo("The choice '" + choice + "' is not a build. Give a number, '90-fix the thing' as a"
                            + " dropdown has it, or 'job#90'");
        }
        assertThat(refusal(source, "choice: 'x\\n[ecsDeploy] all is well'"))
                .startsWith("The choice 'x [ecsDeploy] all is well' is not a build.");
    }

    @Test
    void anEmptyChoiceIsNotTheNewestBuild() throws Exception {
        FreeStyleProject source = source(Result.SUCCESS);

        assertThat(refusal(source, "choice: params.SERVICE1")).startsWith("choice is empty. Is the parameter");
        assertThat(refusal(source, "choice: ' '")).startsWith("choice is empty. Is the parameter");
    }

    @Test
    void aBuildThatIsNotThereIsRefused() throws Exception {
        FreeStyleProject source = source(Result.SUCCESS, Result.SUCCESS);
        source.getBuildByNumber(1).delete();

        assertThat(refusal(source, "choice: 1"))
                .isEqualTo("Build 1 of '" + source.getName()
                        + "' is not there any more: it was deleted meanwhile. Choose another");
        assertThat(refusal(source, "choice: 3"))
                .isEqualTo("Build 3 of '" + source.getName() + "' does not exist: the next one will be 3");
    }

    @Test
    void aBuildThatDidNotSucceedIsRefused() throws Exception {
        FreeStyleProject source =
                source(Result.FAILURE, Result.UNSTABLE, Result.ABORTED, Result.NOT_BUILT, Result.SUCCESS);

        assertThat(refusal(source, "choice: 1"))
                .isEqualTo("Build 1 of '" + source.getName()
                        + "' cannot be used: its result is FAILURE, and SUCCESS is wanted. Choose another");
        assertThat(refusal(source, "choice: 2")).contains("its result is UNSTABLE, and SUCCESS is wanted");
        assertThat(choose(source, "choice: 2, minResult: 'UNSTABLE'")).isEqualTo(2);
        assertThat(refusal(source, "choice: 1, minResult: 'UNSTABLE'"))
                .contains("its result is FAILURE, and UNSTABLE or better is wanted");
        assertThat(refusal(source, "choice: 3")).contains("its result is ABORTED");
        assertThat(refusal(source, "choice: 4")).contains("its result is NOT_BUILT");
    }

    @Test
    void aResultThatWasChangedOnDiskCounts() throws Exception {
        WorkflowJob source = jenkins.createProject(WorkflowJob.class);
        source.setDefinition(new CpsFlowDefinition("", true));
        WorkflowRun build = jenkins.buildAndAssertSuccess(source);
        assertThat(choose(source, "choice: 1")).isEqualTo(1);
        Path file = build.getRootDir().toPath().resolve("build.xml");
        Files.writeString(file, Files.readString(file).replace("<result>SUCCESS</result>", "<result>FAILURE</result>"));
        build.reload();

        assertThat(refusal(source, "choice: 1")).contains("its result is FAILURE");
    }

    @Test
    void aBuildThatIsRunningIsRefused() throws Exception {
        WorkflowJob source = jenkins.createProject(WorkflowJob.class);
        source.setDefinition(new CpsFlowDefinition("semaphore '" + source.getName() + "'", true));
        WorkflowRun running = source.scheduleBuild2(0).waitForStart();
        SemaphoreStep.waitForStart(source.getName() + "/1", running);

        assertThat(refusal(source, "choice: 1"))
                .isEqualTo("Build 1 of '" + source.getName() + "' is still running. Choose one that is finished");

        SemaphoreStep.success(source.getName() + "/1", null);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(running));
        assertThat(choose(source, "choice: 1")).isEqualTo(1);
    }

    @Test
    void aBuildOfAnotherJobIsRefused() throws Exception {
        FreeStyleProject source = source(Result.SUCCESS);
        FreeStyleProject other = source(Result.SUCCESS);

        assertThat(refusal(source, "choice: '" + other.getName() + "#1'"))
                .isEqualTo("The choice '" + other.getName() + "#1' is a build of '" + other.getName()
                        + "', and job names '" + source.getName() + "'. If the job was renamed since, choose again");
    }

    @Test
    void aChoiceByTheOldNameOfAJobIsNotFollowed() throws Exception {
        FreeStyleProject source = source(Result.SUCCESS);
        String old = source.getName();
        source.renameTo(old + "-renamed");

        assertThat(refusal(source, "choice: '" + old + "#1'"))
                .contains("is a build of '" + old + "'")
                .contains("If the job was renamed since, choose again");
        assertThat(choose(source, "choice: 1")).isEqualTo(1);
    }

    @Test
    void withSeveralJobsAChoiceSaysTheJob() throws Exception {
        FreeStyleProject first = source(Result.SUCCESS);
        FreeStyleProject second = source(Result.SUCCESS);
        String jobs = "job: '" + first.getName() + ", " + second.getName() + "'";

        WorkflowRun run = run(
                Result.SUCCESS,
                "echo \"is ${upstreamBuildChoice(" + jobs + ", choice: '" + second.getName() + "#1').job}\"");
        jenkins.assertLogContains("is " + second.getName(), run);
        assertThat(refused("upstreamBuildChoice(" + jobs + ", choice: '1-x')"))
                .isEqualTo("The choice '1-x' does not say of which job the build is. Give '" + first.getName()
                        + "#1', say: the jobs are '" + first.getName() + "', '" + second.getName() + "'");
    }

    @Test
    void withoutAChoiceItIsTheNewestSuccessfulBuild() throws Exception {
        FreeStyleProject source =
                source(Result.SUCCESS, Result.SUCCESS, Result.UNSTABLE, Result.FAILURE, Result.ABORTED);

        assertThat(choose(source, "limit: 1")).isEqualTo(2);
        assertThat(choose(source, "minResult: 'UNSTABLE'")).isEqualTo(3);
        source.getBuildByNumber(2).delete();
        assertThat(choose(source, "limit: 1")).isEqualTo(1);
    }

    @Test
    void ofSeveralJobsItIsTheNewestBuildOfAll() throws Exception {
        FreeStyleProject first = source(Result.SUCCESS);
        FreeStyleProject second = source(Result.SUCCESS, Result.FAILURE);

        WorkflowRun run = run(
                Result.SUCCESS,
                "def b = upstreamBuildChoice(job: '" + first.getName() + "," + second.getName() + "')\n"
                        + "echo \"is ${b.job} ${b.number}\"");

        jenkins.assertLogContains("is " + second.getName() + " 1", run);
    }

    @Test
    void noSuccessfulBuildIsAFailure() throws Exception {
        assertThat(refusal(source(Result.FAILURE), "limit: 1"))
                .startsWith("There is no finished build of 'source")
                .endsWith("' whose result is SUCCESS");
        assertThat(refusal(source(), "minResult: 'UNSTABLE'")).endsWith("' whose result is UNSTABLE or better");
    }

    /** A record that is too large for Java's arrays ends the look through the builds. */
    @Test
    void aListThatCannotBeMadeIsNotWaitedForForEver() throws Exception {
        FreeStyleProject source = source(Result.SUCCESS, Result.SUCCESS);
        Path record = source.getBuildByNumber(1).getRootDir().toPath().resolve("build.xml");
        try (RandomAccessFile file = new RandomAccessFile(record.toFile(), "rw")) {
            file.setLength(3L << 30);
        }

        assertThat(refusal(source, "limit: 1"))
                .isEqualTo("The builds of '" + source.getName() + "' cannot be looked through for the newest successful"
                        + " one; the controller's log says why. Name the build by choice, or try again in a minute");
        assertThat(choose(source, "choice: 2")).isEqualTo(2);
    }

    @Test
    void argumentsThatMeanNothingAreRefused() throws Exception {
        FreeStyleProject source = source(Result.SUCCESS);

        assertThat(refused("upstreamBuildChoice(job: ' , ')")).startsWith("job is empty");
        assertThat(refusal(source, "minResult: 'FAILURE'"))
                .isEqualTo("minResult 'FAILURE' is neither SUCCESS nor UNSTABLE");
        assertThat(refusal(source, "limit: 0")).startsWith("limit is 0");
        assertThat(refused("upstreamBuildChoice(job: 'nowhere')"))
                .startsWith("There is no job 'nowhere' that this build may read. The build runs as SYSTEM.");
    }

    @Test
    void namesAreRelativeToTheJob() throws Exception {
        Folder folder = jenkins.createProject(Folder.class);
        FreeStyleProject top = source(Result.SUCCESS);
        WorkflowJob job = folder.createProject(WorkflowJob.class, "deploy");
        job.setDefinition(
                new CpsFlowDefinition("echo \"is ${upstreamBuildChoice(job: '../" + top.getName() + "').job}\"", true));

        jenkins.assertLogContains("is " + top.getName(), jenkins.buildAndAssertSuccess(job));
    }

    @Test
    void worksInADeclarativePipelineWithoutANode() throws Exception {
        FreeStyleProject source = source(Result.SUCCESS);

        WorkflowRun run = run(
                Result.SUCCESS,
                "pipeline {\n  agent none\n  stages { stage('choose') { steps { script {\n"
                        + "    echo \"is ${upstreamBuildChoice('" + source.getName() + "').number}\"\n"
                        + "  } } } }\n}");

        jenkins.assertLogContains("is 1", run);
    }

    private static FreeStyleProject source(Result... results) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("source" + NUMBER.incrementAndGet());
        for (Result result : results) {
            job.getBuildersList().replace(new MockBuilder(result));
            jenkins.assertBuildStatus(result, job.scheduleBuild2(0));
        }
        return job;
    }

    private static int choose(Job<?, ?> source, String arguments) throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                "echo \"<${upstreamBuildChoice(job: '" + source.getName() + "', " + arguments + ").number}>\"");
        return Integer.parseInt(JenkinsRule.getLog(run).replaceAll("(?s).*<([0-9]+)>.*", "$1"));
    }

    private static String refusal(Job<?, ?> source, String arguments) throws Exception {
        return refused("upstreamBuildChoice(job: '" + source.getName() + "', " + arguments + ")");
    }

    /** The message of the failure, which is shown without a stack trace. */
    private static String refused(String step) throws Exception {
        WorkflowRun run = run(Result.FAILURE, step);
        String log = JenkinsRule.getLog(run);
        assertThat(log).doesNotContain("\tat ");
        return log.replaceAll("(?s).*\nERROR: ([^\n]*)\n.*", "$1");
    }

    private static WorkflowRun run(Result result, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return jenkins.assertBuildStatus(result, job.scheduleBuild2(0));
    }
}
