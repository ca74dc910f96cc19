package io.jenkins.plugins.ecsdeploy.steps;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Label;
import hudson.model.Result;
import hudson.node_monitors.NodeMonitorUpdater;
import hudson.slaves.ComputerListener;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jenkins.security.MasterToSlaveCallable;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/** An agent may do what it likes with the files of a workspace, and with what it is asked: nobody else has to wait for it. */
@ExtendWith(QuickJenkins.class)
class AgentFilesTest {
    private static JenkinsRule jenkins;
    private static EcsScene scene;
    private static DumbSlave agent;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = EcsScene.fast();
        scene.connect();
        // It asks each new agent a lot, and would fill the pipe to the one that is stopped below: then nobody can be
        // heard.
        ComputerListener.all().remove(ComputerListener.all().get(NodeMonitorUpdater.class));
        agent = jenkins.createOnlineSlave(Label.get("agent"));
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    void aNamedPipeIsRefused() throws Exception {
        for (String node : new String[] {"built-in", "agent"}) {
            String render = "ecsRender(taskDefinition: '" + EcsScene.WEB + "', output: 'x.json')";
            for (String step : new String[] {
                "ecsRender(taskDefinition: 'x.json')",
                "ecsDeploy(service: 'web', " + ARGUMENTS + ", imageDefinitions: 'x.json')",
                render
            }) {
                WorkflowRun build = jenkins.assertBuildStatus(
                        Result.FAILURE,
                        EcsScene.job(jenkins, "node('" + node + "') { sh 'mkfifo x.json'\n" + step + " }")
                                .scheduleBuild2(0));

                jenkins.assertLogContains("x.json is no ordinary file", build);
            }
        }
    }

    /** Twenty are more than there are threads, be it those that wait for agents or those that all deployments share. */
    @Test
    void anAgentThatDoesNotAnswerHoldsUpNobodyAndAnAbortEndsTheWait() throws Exception {
        long process = agent.getChannel().call(new ProcessId());
        String[] steps = {
            "ecsRender(taskDefinition: 'x.json')",
            "ecsDeploy(service: 'web', " + ARGUMENTS + ", taskDefinition: 'x.json')",
            "ecsDeploy(service: 'web', cluster: 'c1', region: 'eu-central-1', credentials: 'agent', tag: '2')",
            "ecsRender(service: 'web', cluster: 'c1', region: 'eu-central-1', credentials: 'agent')"
        };
        String branches = IntStream.range(0, 20)
                .mapToObj(i -> "b" + i + ": { " + steps[i % steps.length] + " }")
                .collect(Collectors.joining(", "));
        WorkflowRun stuck = EcsScene.job(jenkins, "node('agent') { semaphore 'frozen'\nparallel(" + branches + ") }")
                .scheduleBuild2(0)
                .waitForStart();
        SemaphoreStep.waitForStart("frozen/1", stuck);
        signal("STOP", process);
        try {
            SemaphoreStep.success("frozen/1", null);
            await().until(() -> waiting() == 4);

            String file = "ecsRender(taskDefinition: '" + EcsScene.WEB + "', output: 'x.json')";
            jenkins.assertBuildStatusSuccess(EcsScene.job(
                            jenkins,
                            "node('built-in') { " + file + " }\necsDeploy(service: 'web', " + ARGUMENTS
                                    + ", tag: 'goes-on')")
                    .scheduleBuild2(0));
            assertThat(waiting()).isEqualTo(4);

            stuck.doStop();
        } finally {
            // While the agent is stopped, whoever writes to it may hold the channel, and no interrupt is heard.
            signal("CONT", process);
        }
        await().until(() -> waiting() == 0);
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(stuck));
    }

    /** How many threads wait for an answer of an agent. */
    private static long waiting() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().contains("ecs-deploy-agents"))
                .filter(thread -> IntStream.range(0, thread.getValue().length)
                        .anyMatch(i -> thread.getValue()[i].getClassName().startsWith("hudson.remoting.")))
                .count();
    }

    private static void signal(String name, long process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static final class ProcessId extends MasterToSlaveCallable<Long, RuntimeException> {
        private static final long serialVersionUID = 1L;

        @Override
        public Long call() {
            return ProcessHandle.current().pid();
        }
    }
}
