package io.jenkins.plugins.ecsdeploy.steps;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.emulator.Credentials;
import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import java.io.IOException;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jvnet.hudson.test.JenkinsRule;

/** An emulated ECS with cluster c1 and service web (two tasks of web:1), and a Jenkins that may use it. */
public final class EcsScene implements AutoCloseable {
    public static final String ARGUMENTS = "cluster: 'c1', region: 'eu-central-1', credentialsId: 'aws'";
    public static final String WEB = "{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"web\","
            + "\"image\":\"registry/web:1\",\"memory\":128,\"essential\":true}]}";

    /** With a port, for CodeDeploy moves the traffic of a load balancer. */
    public static final String SHOP = "{\"family\":\"shop\",\"containerDefinitions\":[{\"name\":\"web\","
            + "\"image\":\"registry/shop:1\",\"memory\":128,\"essential\":true,"
            + "\"portMappings\":[{\"containerPort\":8080}]}]}";

    public final EcsEmulator ecs;
    public final EmulatedService web;

    /** @param clock running for tests that play to an end, manual for those that stop in between */
    public EcsScene(EmulatorClock clock) {
        ecs = EcsEmulator.start(clock);
        ecs.cluster("c1");
        ecs.registerTaskDefinition(WEB);
        ecs.registerTaskDefinition(SHOP);
        web = service("web");
    }

    /** A scene in which a rollout of a minute takes a second. */
    public static EcsScene fast() {
        return new EcsScene(EmulatorClock.running(60));
    }

    public EmulatedService service(String name) {
        EmulatedService service = ecs.service("c1", name, "web:1", 2);
        ecs.scene(name, Scene.rollout(Duration.ofMinutes(1)));
        return service;
    }

    /** A service of CodeDeploy, which runs two tasks of shop:1. */
    public EmulatedService blueGreenService(String name) {
        EmulatedService service = ecs.blueGreenService("c1", name, "shop:1", 2);
        ecs.scene(name, Scene.rollout(Duration.ofMinutes(1)));
        return service;
    }

    /** Sets the endpoint and the credentials {@code aws} in the Jenkins of this process. */
    public void connect() throws IOException {
        EcsDeployConfiguration.get().setEndpointUrl(ecs.endpoint().toString());
        EcsDeployConfiguration.get().setStsEndpointUrl(ecs.endpoint().toString());
        SystemCredentialsProvider.getInstance().getCredentials().add(credentials("aws"));
        SystemCredentialsProvider.getInstance().save();
    }

    public AWSCredentialsImpl credentials(String id) {
        Credentials known = ecs.credentials();
        return new AWSCredentialsImpl(
                CredentialsScope.GLOBAL, id, known.accessKeyId(), known.secretAccessKey(), "of the emulator");
    }

    public static WorkflowJob job(JenkinsRule jenkins, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    @Override
    public void close() {
        ecs.close();
    }
}
