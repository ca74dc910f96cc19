package io.jenkins.plugins.ecsdeploy.emulator.ecr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Action;
import io.jenkins.plugins.ecsdeploy.emulator.Caller;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.JsonProtocol;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Amazon ECR. */
public final class EcrProtocol extends JsonProtocol {
    private final Map<String, Action> actions = new HashMap<>();
    private final EcrState state;

    /** For what there is in that state. */
    public EcrProtocol(EcrState state) {
        super("AmazonEC2ContainerRegistry_V20150921.", "ecr:", "software.amazon.awssdk.services.ecr.model.");
        this.state = state;
        new ReadActions(state).register(actions);
        actions.put("PutImage", new PutImage(state));
    }

    @Override
    public Set<String> actions() {
        return actions.keySet();
    }

    @Override
    public ObjectNode perform(String action, ObjectNode request, Caller caller) {
        return actions.get(action).answer(request, caller);
    }

    @Override
    public String resource(ObjectNode request) {
        return state.world.arns.ecrRepository(Json.text(request, "repositoryName"));
    }
}
