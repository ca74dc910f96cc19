package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.codedeploy.CodeDeployState;
import io.jenkins.plugins.ecsdeploy.emulator.ecr.EcrState;
import io.jenkins.plugins.ecsdeploy.emulator.references.References;
import io.jenkins.plugins.ecsdeploy.emulator.tasks.TaskMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything of one account and region. Whoever touches it holds its monitor: one lock is simple, and fast enough.
 */
public final class World {
    public final EmulatorClock clock;
    public final Arns arns;
    public final Ids ids = new Ids();
    final Scenes scenes = new Scenes();
    public final TaskSets taskSets = new TaskSets(this);
    final Scheduler scheduler;
    final TaskDefinitionStore taskDefinitions;
    final Map<String, ClusterState> clusters = new TreeMap<>();
    /** What AWS CodeDeploy has, for services of the controller CODE_DEPLOY. */
    public final CodeDeployState codeDeploy = new CodeDeployState(this);
    /** What Amazon ECR has. */
    public final EcrState ecr = new EcrState(this);
    /** What RunTask has started. */
    public final TaskMemory oneOff = new TaskMemory();
    /** What task definitions refer to. */
    public final References references = new References();

    final ImageDigests images = new ImageDigests(ecr);
    /** Whether answers carry currentServiceDeployment and currentServiceRevisions. */
    boolean currentDeploymentInAnswers = true;
    /** Whether StopServiceDeployment knows ABORT. */
    boolean abortKnown = true;

    /** Whether answers carry hooks that nobody waits for any more. */
    boolean answeredHooksInAnswers = true;

    /** What goes wrong with the call that is being answered. */
    Fault.Kind fault = Fault.Kind.NONE;

    World(EmulatorClock clock, Arns arns) {
        this.clock = clock;
        this.arns = arns;
        this.scheduler = new Scheduler(ids, arns, scenes, images, taskSets);
        this.taskDefinitions = new TaskDefinitionStore(arns);
    }

    /** Lets happen to the service what is due by now. */
    public ServiceState upToDate(ServiceState service) {
        service.agenda.runUntil(clock.now());
        return service;
    }

    /** The cluster of a request: by name or ARN, "default" if none is named; null if there is none. */
    ClusterState findCluster(String reference) {
        String name = reference == null ? "default" : reference;
        if (name.startsWith("arn:")) {
            String resource = arns.resource(name);
            if (resource == null || !resource.startsWith("cluster/")) {
                return null;
            }
            name = resource.substring("cluster/".length());
        }
        return clusters.get(name);
    }

    /** The same; refused as ECS does where there is none. */
    public ClusterState cluster(String reference) {
        ClusterState cluster = findCluster(reference);
        if (cluster == null) {
            throw AwsError.clusterNotFound();
        }
        return cluster;
    }

    /**
     * The service that a name or ARN means in that cluster, brought up to date, or null.
     *
     * @throws AwsError InvalidParameterException if the ARN is one of another cluster
     */
    ServiceState findService(ClusterState cluster, String reference) {
        String name = reference;
        if (reference.startsWith("arn:")) {
            String resource = arns.resource(reference);
            if (resource == null || !resource.startsWith("service/")) {
                return null;
            }
            String[] parts = resource.split("/");
            // The short format of ARNs, service/name, is that of services from before 2021.
            if (parts.length == 3 && !parts[1].equals(cluster.name)) {
                throw AwsError.invalid(
                        "Invalid identifier: Identifier is for " + parts[1] + ". Your cluster is " + cluster.name);
            }
            name = parts[parts.length - 1];
        }
        ServiceState service = cluster.services.get(name);
        return service == null ? null : upToDate(service);
    }

    ServiceState service(ClusterState cluster, String reference) {
        ServiceState service = findService(cluster, reference);
        if (service == null) {
            throw AwsError.serviceNotFound();
        }
        return service;
    }

    /** A revision as ECS describes it, or null. */
    public ObjectNode definition(String reference) {
        TaskDefinitionStore.Revision revision = taskDefinitions.find(reference);
        return revision == null ? null : revision.document;
    }

    List<ServiceState> allServices() {
        List<ServiceState> result = new ArrayList<>();
        clusters.values().forEach(cluster -> cluster.services.values().forEach(s -> result.add(upToDate(s))));
        return result;
    }
}
