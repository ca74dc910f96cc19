package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Action;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Caller;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.util.Map;

/** GetApplicationRevision, RegisterApplicationRevision. */
final class RevisionActions {
    private final CodeDeployState state;
    private final Revisions revisions;

    RevisionActions(CodeDeployState state, Revisions revisions) {
        this.state = state;
        this.revisions = revisions;
    }

    void register(Map<String, Action> actions) {
        actions.put("GetApplicationRevision", this::get);
        actions.put("RegisterApplicationRevision", this::register);
    }

    /** The only call that answers an AppSpec's content. */
    private ObjectNode get(ObjectNode request, Caller caller) {
        ApplicationState application = state.application(Json.text(request, "applicationName"));
        String sha256 = Json.text(Revisions.appSpec(request), "sha256");
        RevisionState revision = application.revisions.get(sha256);
        if (revision == null) {
            throw AwsError.of("RevisionDoesNotExistException", "No revision found with the hash " + sha256);
        }
        ObjectNode answer = Json.object().put("applicationName", application.name);
        answer.set("revision", revision.locationWithContent());
        answer.set("revisionInfo", revision.info());
        return answer;
    }

    private ObjectNode register(ObjectNode request, Caller caller) {
        ApplicationState application = state.application(Json.text(request, "applicationName"));
        String description = Json.text(request, "description");
        CreateDeployment.checkDescription(description);
        revisions.register(application, request).description = description;
        return Json.object();
    }
}
