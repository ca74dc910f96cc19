package io.jenkins.plugins.ecsdeploy.variables;

import hudson.model.Result;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** Pipeline jobs for tests, in the sandbox. */
final class Pipelines {
    private Pipelines() {}

    static WorkflowJob job(JenkinsRule jenkins, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    /** A build of a new job. */
    static WorkflowRun run(JenkinsRule jenkins, Result expected, String script) throws Exception {
        return jenkins.assertBuildStatus(expected, job(jenkins, script).scheduleBuild2(0));
    }

    /** A build that has archived the text at the path. */
    static WorkflowRun archiving(JenkinsRule jenkins, String path, String text) throws Exception {
        return run(
                jenkins,
                Result.SUCCESS,
                "node {\n  writeFile file: '" + path + "', encoding: 'UTF-8', text: '''"
                        + text.replace("\\", "\\\\").replace("'", "\\'") + "'''\n"
                        + "  archiveArtifacts '" + path + "'\n}");
    }

    /** The arguments that name the build. */
    static String of(WorkflowRun build) {
        return "job: '" + build.getParent().getFullName() + "', number: " + build.getNumber();
    }

    static WorkflowRun imports(JenkinsRule jenkins, Result expected, WorkflowRun from, String more) throws Exception {
        return run(jenkins, expected, "def v = importBuildVariables(" + of(from) + more + ")\necho \"got ${v}\"");
    }
}
