package io.jenkins.plugins.ecsdeploy.steps;

import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;
import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.jvnet.hudson.test.JenkinsRule;

/** A hundred services, each with a family of its own, and the builds of ten jobs that deploy ten of them each. */
final class Hundred {
    static final int JOBS = 10;
    static final int OF_A_JOB = 10;
    static final int ALL = JOBS * OF_A_JOB;

    private Hundred() {}

    /** @param registered how many services of a job have a second revision already */
    static void services(EcsEmulator ecs, int registered) {
        for (int i = 0; i < ALL; i++) {
            String definition = WEB.replace("\"family\":\"web\"", "\"family\":\"s" + i + "\"");
            ecs.registerTaskDefinition(definition);
            if (i % OF_A_JOB < registered) {
                ecs.registerTaskDefinition(definition.replace("registry/web:1", "registry/web:2"));
            }
            ecs.service("c1", "s" + i, "s" + i + ":1", 2);
        }
    }

    static void begin(JenkinsRule jenkins, int registered, FlowDurabilityHint durability) throws Exception {
        for (int job = 0; job < JOBS; job++) {
            WorkflowJob created = jenkins.createProject(WorkflowJob.class, "deploy" + job);
            created.addProperty(new DurabilityHintJobProperty(durability));
            created.setDefinition(new CpsFlowDefinition(script(job * OF_A_JOB, registered), true));
            created.scheduleBuild2(0).waitForStart();
        }
    }

    private static String script(int first, int registered) {
        return "def all = [:]\n"
                + "for (int i = 0; i < " + OF_A_JOB + "; i++) {\n"
                + "  def name = \"s${" + first + " + i}\"\n"
                + "  def what = i < " + registered + " ? [taskDefinition: \"${name}:2\"] : [tag: 2]\n"
                + "  all[name] = { ecsDeploy([service: name, " + ARGUMENTS + "] + what) }\n"
                + "}\n"
                + "parallel all";
    }

    static List<WorkflowRun> builds(JenkinsRule jenkins) {
        return IntStream.range(0, JOBS)
                .mapToObj(job -> jenkins.jenkins
                        .getItemByFullName("deploy" + job, WorkflowJob.class)
                        .getBuildByNumber(1))
                .toList();
    }

    /** One registration of each family that had to be registered, and one update of each service. */
    static void changedOnceEach(EcsEmulator ecs, int registered) {
        assertThat(by(ecs.calls("UpdateService"), "service"))
                .hasSize(ALL)
                .allSatisfy((service, calls) -> assertThat(calls).as(service).isEqualTo(1));
        assertThat(by(ecs.calls("RegisterTaskDefinition"), "family"))
                .hasSize(ALL - JOBS * registered)
                .allSatisfy((family, calls) -> assertThat(calls).as(family).isEqualTo(1));
    }

    private static Map<String, Long> by(List<Call> calls, String member) {
        Function<Call, String> name = call -> call.request().path(member).asText();
        return calls.stream().collect(Collectors.groupingBy(name, Collectors.counting()));
    }
}
