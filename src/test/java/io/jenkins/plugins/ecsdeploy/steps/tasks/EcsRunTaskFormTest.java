package io.jenkins.plugins.ecsdeploy.steps.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/** The form of ecsRunTask: what is typed in comes back, and the script that it writes is what one means. */
@ExtendWith(QuickJenkins.class)
class EcsRunTaskFormTest {
    private static JenkinsRule jenkins;
    private static WorkflowJob job;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        job = jenkins.createProject(WorkflowJob.class);
    }

    @Test
    void withAllArguments() throws Exception {
        EcsRunTaskStep step = new EcsRunTaskStep();
        step.setService("web");
        step.setTaskDefinition("web:3");
        step.setContainer("web");
        step.setCommand(list("bin/migrate", "", "say: \"hi\""));
        step.setEnvironment(map("web", map("LOG_LEVEL", "debug")));
        step.setCpu(512);
        step.setMemory("1 GB");
        step.setTaskRoleArn("arn:aws:iam::111122223333:role/task");
        step.setExecutionRoleArn("arn:aws:iam::111122223333:role/execution");
        step.setOverrides(map("ephemeralStorage", map("sizeInGiB", 50)));
        step.setCapacityProviderStrategy(list(map("capacityProvider", "FARGATE_SPOT")));
        step.setPlatformVersion("1.4.0");
        step.setSubnets(list("subnet-1", "subnet-2"));
        step.setSecurityGroups(list("sg-1"));
        step.setAssignPublicIp(false);
        step.setCount(3);
        step.setTaskTags(map("team", "shop"));
        step.setWait(false);
        step.setTimeoutMinutes(20);
        step.setCluster("c1");
        step.setRegion("eu-central-1");

        jenkins.assertEqualDataBoundBeans(step, new StepConfigTester(jenkins).configRoundTrip(step));
    }

    @Test
    void writesWhatOneMeans() throws Exception {
        EcsRunTaskStep step = new EcsRunTaskStep();
        step.setService("web");
        step.setCommand(list("bin/migrate", "--all"));

        jenkins.assertEqualDataBoundBeans(step, new StepConfigTester(jenkins).configRoundTrip(step));
        new SnippetizerTester(jenkins)
                .assertRoundTrip(step, "ecsRunTask command: ['bin/migrate', '--all'], service: 'web'");
    }

    @Test
    void saysWhatIsWrongWhileOneTypes() {
        EcsRunTaskStep.DescriptorImpl form = jenkins.jenkins.getDescriptorByType(EcsRunTaskStep.DescriptorImpl.class);

        refuses(form.doCheckCommand(job, "bin/migrate"), "command: enter one entry a line, each behind a hyphen");
        refuses(form.doCheckEnvironment(job, "A: b"), "environment.A is a text");
        refuses(form.doCheckOverrides(job, "networkMode: host"), "nothing that ECS takes for a single task");
        refuses(form.doCheckTaskTags(job, "'aws:a': b"), "begins with aws:");
        refuses(form.doCheckCpu(job, "much"), "which is no size");
        refuses(form.doCheckMemory(job, "1 TB"), "which is no size");
        refuses(form.doCheckTaskRoleArn(job, "task"), "which is not the ARN of a role");
        refuses(form.doCheckExecutionRoleArn(job, "task"), "which is not the ARN of a role");
        refuses(form.doCheckCapacityProviderStrategy(job, "- weight: a"), "expected a whole number");
        refuses(form.doCheckSubnets(job, "a: b"), "subnets: enter one entry a line");
        refuses(form.doCheckSecurityGroups(job, "- [a]"), "securityGroups[0] is a list");
        refuses(form.doCheckCount(job, "11"), "count is 11");
        refuses(form.doCheckTimeoutMinutes(job, "-1"), "timeoutMinutes is -1");
        assertThat(form.doCheckCommand(job, "- bin/migrate").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckCommand(job, "").kind).isEqualTo(FormValidation.Kind.OK);
    }

    private static void refuses(FormValidation verdict, String words) {
        assertThat(verdict.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(verdict).hasMessageContaining(words);
    }

    private static Map<String, Object> map(String key, Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }

    private static List<Object> list(Object... items) {
        return new ArrayList<>(List.of(items));
    }
}
