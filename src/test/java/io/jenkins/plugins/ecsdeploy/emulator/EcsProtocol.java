package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** Amazon ECS: AWS JSON 1.1, the action in the header X-Amz-Target. */
final class EcsProtocol implements Protocol {
    private static final String TARGET = "AmazonEC2ContainerServiceV20141113.";

    private final Map<String, Action> actions = new HashMap<>();

    EcsProtocol(World world) {
        new ClusterActions(world).register(actions);
        new TaskDefinitionActions(world).register(actions);
        new ServiceActions(world).register(actions);
        new ServiceDeploymentActions(world).register(actions);
        new ServiceRevisionActions(world).register(actions);
        new TaskActions(world).register(actions);
    }

    @Override
    public String actionOf(HttpRequest request) {
        String target = request.header("X-Amz-Target");
        return target != null && target.startsWith(TARGET) ? target.substring(TARGET.length()) : null;
    }

    @Override
    public ObjectNode read(String action, HttpRequest request) {
        if (!contentType().equals(request.header("Content-Type")) || !actions.containsKey(action)) {
            throw AwsError.of("UnknownOperationException", null);
        }
        ObjectNode document = Json.parse(request.text());
        RequestShapes.check(action, document);
        return document;
    }

    @Override
    public ObjectNode perform(String action, ObjectNode request, Caller caller) {
        return actions.get(action).answer(request, caller);
    }

    @Override
    public String permissionPrefix() {
        return "ecs:";
    }

    @Override
    public String contentType() {
        return "application/x-amz-json-1.1";
    }

    @Override
    public String success(String action, ObjectNode answer, String requestId) {
        return answer.toString();
    }

    @Override
    public String error(AwsError error, String requestId) {
        ObjectNode node = Json.object().put("__type", error.code);
        if (error.getMessage() != null) {
            node.put("message", error.getMessage());
        }
        return node.toString();
    }

    @Override
    public int status(AwsError error) {
        return error.status;
    }
}
