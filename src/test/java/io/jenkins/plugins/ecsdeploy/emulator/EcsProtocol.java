package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.tasks.RunTaskActions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Amazon ECS. */
final class EcsProtocol extends JsonProtocol {
    private final Map<String, Action> actions = new HashMap<>();

    EcsProtocol(World world) {
        super("AmazonEC2ContainerServiceV20141113.", "ecs:", RequestShapes.ECS);
        new ClusterActions(world).register(actions);
        new TaskDefinitionActions(world).register(actions);
        new ServiceActions(world).register(actions);
        new ServiceDeploymentActions(world).register(actions);
        new ServiceRevisionActions(world).register(actions);
        new TaskActions(world).register(actions);
        new RunTaskActions(world).register(actions);
    }

    @Override
    public Set<String> actions() {
        return actions.keySet();
    }

    @Override
    public ObjectNode perform(String action, ObjectNode request, Caller caller) {
        return actions.get(action).answer(request, caller);
    }
}
