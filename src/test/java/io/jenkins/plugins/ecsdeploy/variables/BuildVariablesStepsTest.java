package io.jenkins.plugins.ecsdeploy.variables;

import static io.jenkins.plugins.ecsdeploy.variables.Pipelines.archiving;
import static io.jenkins.plugins.ecsdeploy.variables.Pipelines.imports;
import static io.jenkins.plugins.ecsdeploy.variables.Pipelines.job;
import static io.jenkins.plugins.ecsdeploy.variables.Pipelines.of;
import static io.jenkins.plugins.ecsdeploy.variables.Pipelines.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import hudson.model.Fingerprint;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import hudson.tasks.Fingerprinter.FingerprintAction;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.records.BuildVariablesAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

@ExtendWith(QuickJenkins.class)
class BuildVariablesStepsTest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void exportsImportsAndPassesOnWithoutANode() throws Exception {
        jenkins.jenkins.setNumExecutors(0);
        try {
            WorkflowRun service = run(
                    jenkins,
                    Result.SUCCESS,
                    "echo 'at ' + exportBuildVariables(name: 'service1', variables: [SERVICE1_BUILD: 90, GREEN: true,"
                            + " RATIO: 1.50, TEXT: \"it's ${1 + 1}\"])");
            jenkins.assertLogContains("at service1.env.groovy", service);
            jenkins.assertLogContains(
                    "[exportBuildVariables] service1.env.groovy: 4 variables: SERVICE1_BUILD, GREEN, RATIO, TEXT",
                    service);

            WorkflowRun test = imports(jenkins, Result.SUCCESS, service, ", archive: true");
            jenkins.assertLogContains("got [SERVICE1_BUILD:90, GREEN:true, RATIO:1.50, TEXT:it's 2]", test);
            jenkins.assertLogContains("#1: 4 variables: SERVICE1_BUILD, GREEN, RATIO, TEXT", test);

            WorkflowRun live = run(
                    jenkins,
                    Result.SUCCESS,
                    "def v = importBuildVariables(build: [" + of(test)
                            + ", displayName: 'x'])\necho 'build ' + v.SERVICE1_BUILD");
            jenkins.assertLogContains("build 90", live);
            assertThat(artifact(test, "service1.env.groovy")).isEqualTo(artifact(service, "service1.env.groovy"));
            assertThat(BuildVariablesAction.of(live))
                    .containsEntry("TEXT", "it's 2")
                    .hasSize(4);
        } finally {
            jenkins.jenkins.setNumExecutors(2);
        }
    }

    @Test
    void readsWhatTheSampleRepositoryWrites() throws Exception {
        WorkflowRun service = archiving(
                jenkins,
                "output/service1.env.groovy",
                "env.SERVICE1_BUILD=90\nenv.SERVICE1_COMMIT_MSG=\"fix the thing\"\n");

        WorkflowRun deploy = imports(jenkins, Result.SUCCESS, service, ", archive: true");

        jenkins.assertLogContains("got [SERVICE1_BUILD:90, SERVICE1_COMMIT_MSG:fix the thing]", deploy);
        assertThat(artifact(deploy, "output/service1.env.groovy")).startsWith("env.SERVICE1_BUILD=90\n");
    }

    /** With the {@code load} of Pipeline, in its sandbox, on an agent. */
    @Test
    void loadReadsBackWhatWasExported() throws Exception {
        String nasty = "it's \"so\" $HOME ${x} \\n \\u0041 \\\\ `id` \n\r\t line ß 😀 \u2028 \u0001 '''";
        WorkflowJob job = job(
                jenkins,
                "exportBuildVariables(name: 'a', variables: [MESSAGE: params.INPUT])\n"
                        + "node {\n  unarchive mapping: ['a.env.groovy': 'a.env.groovy']\n  load 'a.env.groovy'\n}\n"
                        + "echo 'same: ' + (env.MESSAGE == params.INPUT)");
        job.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("INPUT")));

        WorkflowRun build = jenkins.assertBuildStatusSuccess(
                job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("INPUT", nasty))));

        jenkins.assertLogContains("same: true", build);
        assertThat(BuildVariablesAction.of(build)).containsExactly(entry("MESSAGE", nasty));
    }

    @Test
    void exportingAgainAddsToTheFile() throws Exception {
        WorkflowRun build = run(
                jenkins,
                Result.SUCCESS,
                "parallel a: { exportBuildVariables(name: 's', variables: [A: 1, BOTH: 'x']) },\n"
                        + "  b: { exportBuildVariables(name: 's', variables: [B: 2]) }\n"
                        + "exportBuildVariables(name: 's', variables: [BOTH: 'y'])");

        assertThat(artifact(build, "s.env.groovy")).contains("env.A='1'", "env.B='2'", "env.BOTH='y'");
        jenkins.assertLogContains("s.env.groovy is there already. New values for 1 variable: BOTH", build);
        assertThat(build.getAction(BuildVariablesAction.class).getEntries()).hasSize(1);
    }

    @Test
    void setsTheEnvironmentFromThereOn() throws Exception {
        WorkflowRun service = run(
                jenkins,
                Result.SUCCESS,
                "exportBuildVariables(name: 's', variables: [SERVICE1_BUILD: 90, SERVICE1_MESSAGE: 'two words', OTHER: 1])");
        WorkflowRun deploy = run(
                jenkins,
                Result.SUCCESS,
                "env.SERVICE1_BUILD = 'old'\n"
                        + "importBuildVariables(" + of(service) + ", set: true, only: 'SERVICE1_*')\n"
                        + "echo \"env ${env.SERVICE1_BUILD} ${env.OTHER}\"\n"
                        + "node { isUnix() ? sh('echo \"shell $SERVICE1_BUILD $SERVICE1_MESSAGE\"') : bat('echo shell %SERVICE1_BUILD% %SERVICE1_MESSAGE%') }\n"
                        + "env.SERVICE1_BUILD = 'new'\n"
                        + "echo \"then ${env.SERVICE1_BUILD}\"");

        jenkins.assertLogContains("env 90 null", deploy);
        jenkins.assertLogContains("shell 90 two words", deploy);
        jenkins.assertLogContains("then new", deploy);
        jenkins.assertLogContains("2 variables: SERVICE1_BUILD, SERVICE1_MESSAGE (set)", deploy);
    }

    @Test
    void setsFromManyBranchesAtOnce() throws Exception {
        WorkflowRun service =
                run(jenkins, Result.SUCCESS, "exportBuildVariables(name: 's', variables: [A: 1, B: 2, C: 3])");
        WorkflowRun deploy = run(
                jenkins,
                Result.SUCCESS,
                "def branches = [:]\n"
                        + "for (int i = 0; i < 8; i++) { def n = i; branches[\"b${n}\"] = {\n"
                        + "  env.\"OWN${n}\" = \"${n}\"\n"
                        + "  importBuildVariables(" + of(service) + ", set: true) } }\n"
                        + "parallel branches\n"
                        + "echo \"all ${env.A}${env.B}${env.C} ${(0..7).collect { env.\"OWN${it}\" }}\"");

        jenkins.assertLogContains("all 123 [0, 1, 2, 3, 4, 5, 6, 7]", deploy);
    }

    @Test
    void neverSetsWhatChangesHowProgramsRun() throws Exception {
        WorkflowRun service = archiving(
                jenkins, "x.env.groovy", "env.A=1\nenv.LD_PRELOAD='/tmp/x.so'\nenv.aws_endpoint_url='http://evil'\n");

        WorkflowRun refused = run(
                jenkins,
                Result.SUCCESS,
                "try { importBuildVariables(" + of(service)
                        + ", set: true, archive: true) } catch (e) { echo e.message }\n"
                        + "echo \"env ${env.A} ${env.LD_PRELOAD}\"");
        jenkins.assertLogContains(
                "#1: set: an upstream build may not set LD_PRELOAD, aws_endpoint_url, because", refused);
        jenkins.assertLogContains("env null null", refused);
        assertThat(refused.getArtifacts()).isEmpty();
        assertThat(BuildVariablesAction.of(refused)).isEmpty();

        jenkins.assertLogContains("got [A:1]", imports(jenkins, Result.SUCCESS, service, ", set: true, only: 'A'"));
        jenkins.assertLogContains("LD_PRELOAD:/tmp/x.so", imports(jenkins, Result.SUCCESS, service, ""));
    }

    @Test
    void theLastFileWinsAndThatIsSaid() throws Exception {
        WorkflowRun service = run(
                jenkins,
                Result.SUCCESS,
                "exportBuildVariables(name: 'a', variables: [X: 1, Y: 1])\nexportBuildVariables(name: 'b', variables: [X: 2])");

        WorkflowRun deploy = imports(jenkins, Result.SUCCESS, service, "");

        jenkins.assertLogContains("X: b.env.groovy replaces the value of a.env.groovy", deploy);
        jenkins.assertLogContains("got [Y:1, X:2]", deploy);
    }

    @Test
    void filesOfTwoBuildsAtOnePathAreBothKept() throws Exception {
        WorkflowRun first =
                run(jenkins, Result.SUCCESS, "exportBuildVariables(name: 's', variables: [X: 'first', F: 1])");
        WorkflowRun second = run(jenkins, Result.SUCCESS, "exportBuildVariables(name: 's', variables: [X: 'second'])");

        WorkflowRun deploy = run(
                jenkins,
                Result.SUCCESS,
                "importBuildVariables(" + of(first) + ", archive: true)\n"
                        + "importBuildVariables(" + of(second) + ", archive: true)\n"
                        + "importBuildVariables(" + of(first) + ", archive: true)");

        jenkins.assertLogContains(
                "this build has another s.env.groovy already. The imported one is archived as s_2.env.groovy", deploy);
        assertThat(deploy.getArtifacts()).hasSize(2);
        assertThat(artifact(deploy, "s.env.groovy")).contains("first");
        assertThat(artifact(deploy, "s_2.env.groovy")).contains("second");
        jenkins.assertLogContains("got [F:1, X:second]", imports(jenkins, Result.SUCCESS, deploy, ""));
    }

    @Test
    void fingerprintsLinkTheBuildsBothWays() throws Exception {
        WorkflowRun service = archiving(jenkins, "out/s.env.groovy", "env.FINGER='print'\n");
        WorkflowRun deploy = imports(jenkins, Result.SUCCESS, service, ", archive: true");

        for (WorkflowRun build : new WorkflowRun[] {service, deploy}) {
            Fingerprint fingerprint =
                    build.getAction(FingerprintAction.class).getFingerprints().get("out/s.env.groovy");
            assertThat(fingerprint.getOriginal().is(service)).isTrue();
            assertThat(fingerprint.getJobs())
                    .containsExactlyInAnyOrder(
                            service.getParent().getFullName(),
                            deploy.getParent().getFullName());
        }
    }

    @Test
    void runsInADeclarativePipeline() throws Exception {
        WorkflowRun service = run(
                jenkins,
                Result.SUCCESS,
                "pipeline { agent none; stages { stage('x') { steps {\n"
                        + "  exportBuildVariables(name: 'service1', variables: [SERVICE1_BUILD: env.BUILD_NUMBER])\n} } } }");
        WorkflowRun deploy = run(
                jenkins,
                Result.SUCCESS,
                "pipeline { agent none; stages { stage('x') { steps {\n"
                        + "  importBuildVariables(" + of(service) + ", set: true)\n"
                        + "  echo \"build ${SERVICE1_BUILD}\"\n} } } }");

        jenkins.assertLogContains("build 1", deploy);
    }

    @Test
    void tellsWhatIsWrongWithoutAStackTrace() throws Exception {
        failsWith("exportBuildVariables(name: '../x', variables: [A: 1])", "name: '../x' cannot be the name of a file");
        failsWith("exportBuildVariables(name: 'a/b', variables: [A: 1])", "name: 'a/b' cannot be the name");
        failsWith("exportBuildVariables(name: '.x', variables: [A: 1])", "name: '.x' cannot be the name");
        failsWith("exportBuildVariables(name: 'a\\\\b', variables: [A: 1])", "name: 'a\\b' cannot be the name");
        failsWith("exportBuildVariables(name: 'x', variables: [:])", "variables is empty");
        failsWith("exportBuildVariables(name: 'x')", "variables is empty");
        failsWith("exportBuildVariables(name: 'x', variables: [A: env.NOTHING])", "variables: A has no value");
        failsWith("exportBuildVariables(name: 'x', variables: [A: [1]])", "variables: A is neither a text");
        failsWith("exportBuildVariables(name: 'x', variables: ['A-B': 1])", "cannot be called 'A-B'");

        WorkflowRun service = archiving(jenkins, "a.env.groovy", "env.A=1\nenv.B=\"${x}\"\n");
        WorkflowRun other = archiving(jenkins, "a.groovy", "env.A=1\n");
        WorkflowRun failed =
                run(jenkins, Result.FAILURE, "exportBuildVariables(name: 'x', variables: [A: 1])\nerror 'x'");
        String name = service.getParent().getFullName();
        failsWith("importBuildVariables()", "Name the build to import from");
        failsWith("importBuildVariables(job: '" + name + "')", "Name the build to import from");
        failsWith("importBuildVariables(build: [job: 'x'])", "build has no 'number'");
        failsWith("importBuildVariables(build: [job: 'x', number: 1], number: 2)", "Keep one of the two");
        failsWith("importBuildVariables(job: '" + name + "', number: 'x')", "'x' is not the number of a build");
        failsWith("importBuildVariables(job: '" + name + "', number: -1)", "'-1' is not the number of a build");
        failsWith("importBuildVariables(job: '" + name + "', number: 9)", "Build 9 of '" + name + "' does not exist");
        failsWith("importBuildVariables(job: 'nothing', number: 9)", "There is no job 'nothing'");
        failsWith(importing(failed, ""), "cannot be used: its result is FAILURE, and UNSTABLE or better is wanted");
        failsWith(
                importing(service, ""),
                name + " #1: a.env.groovy, line 2, column 8: $ in double quotes makes Groovy evaluate what follows");
        failsWith(
                importing(other, ""),
                other.getParent().getFullName()
                        + " #1: no artifact matches '**/*.env.groovy'. The build has: a.groovy");
        failsWith(
                importing(other, ", filter: '*.groovy', only: 'B*'"),
                "only: none of the variables matches 'B*'. There are 1 variable: A");
    }

    @Test
    void noBuildKeepsMoreVariablesThanTheLimit() throws Exception {
        String fill = "def half = '" + "x".repeat(60_000) + "'\n"
                + "for (int i = 0; i < 4; i++) { exportBuildVariables(name: \"a$i\", variables: [X: half]) }\n";

        WorkflowRun full = run(jenkins, Result.SUCCESS, fill + "exportBuildVariables(name: 'a0', variables: [Y: 'y'])");
        assertThat(BuildVariablesAction.of(full)).containsOnlyKeys("X", "Y");

        WorkflowRun refused =
                run(jenkins, Result.FAILURE, fill + "exportBuildVariables(name: 'more', variables: [X: half])");
        jenkins.assertLogContains(
                "A build keeps at most 256 KB of build variables. This one has 234 KB already, and these are 58 KB",
                refused);
        assertThat(refused.getArtifacts())
                .hasSize(4)
                .noneMatch(artifact -> artifact.getFileName().startsWith("more"));
    }

    @Test
    void aBuildThatHasNotEndedIsRefused() throws Exception {
        WorkflowRun build =
                run(jenkins, Result.FAILURE, "importBuildVariables(job: env.JOB_NAME, number: env.BUILD_NUMBER)");

        jenkins.assertLogContains("is still running", build);
    }

    /** Any text can be in a build's file: the build that imports it must be saved and loaded afterwards. */
    @Test
    void noTextKeepsABuildFromBeingSaved() throws Exception {
        WorkflowRun strange = archiving(jenkins, "x.env.groovy", "env.A='\\1\\33\\u0085\\ufdd0\\ud83d\\ude00\\r'");
        WorkflowRun nul = archiving(jenkins, "x.env.groovy", "env.A='\\0'\nenv.B='x'");

        WorkflowRun build = imports(jenkins, Result.SUCCESS, strange, "");
        build.getParent().getLazyBuildMixIn()._getRuns().purgeCache();
        WorkflowRun again = build.getParent().getBuildByNumber(1);
        assertThat(again).isNotSameAs(build);
        assertThat(BuildVariablesAction.of(again)).containsEntry("A", "\1\33\u0085\ufdd0\ud83d\ude00\r");

        failsWith(importing(nul, ", set: true"), "A has the character U+0000, which cannot be kept with a build");
        jenkins.assertLogContains("got [B:x]", imports(jenkins, Result.SUCCESS, nul, ", only: 'B'"));
    }

    private static String importing(WorkflowRun from, String more) {
        return "importBuildVariables(" + of(from) + more + ")";
    }

    private static String artifact(WorkflowRun build, String path) throws Exception {
        Path file = build.getArtifactsDir().toPath().resolve(path);
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static void failsWith(String script, String message) throws Exception {
        WorkflowRun build = run(jenkins, Result.FAILURE, script);
        jenkins.assertLogContains(message, build);
        assertThat(JenkinsRule.getLog(build)).doesNotContain("\tat ");
    }
}
