package io.jenkins.plugins.ecsdeploy.engine.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.optional.Library;
import io.jenkins.plugins.ecsdeploy.engine.promotion.ImageStores;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What is checked, where, and with what.
 *
 * @param service as ECS sent it; missing where there is none, or it could not be read
 * @param account in which the checks are made; absent where AWS did not tell
 * @param installed which parts of the SDK are there
 */
record Subject(
        CheckRequest request,
        Definition definition,
        EcsApi ecs,
        String region,
        JsonNode service,
        Optional<String> account,
        Supplier<ImageStores> stores,
        Predicate<Library> installed) {

    /** Whether AWS answers for what is in that account as its owner sees it. Of other accounts, "not found" says nothing. */
    boolean isOwn(String otherAccount) {
        return account.filter(otherAccount::equals).isPresent();
    }

    boolean runsOnFargate() {
        if (definition.isForFargate() || service.path("launchType").asText().equals("FARGATE")) {
            return true;
        }
        for (JsonNode provider : service.path("capacityProviderStrategy")) {
            if (provider.path("capacityProvider").asText().startsWith("FARGATE")) {
                return true;
            }
        }
        return false;
    }

    String controller() {
        return service.at("/deploymentController/type").asText("ECS");
    }

    /** A thing that AWS does not have: a mistake in one's own account, and no more than a doubt in others. */
    Finding missing(Look look, Optional<String> owner, String message, String remedy) {
        Optional<String> whose = owner.filter(named -> !named.isEmpty());
        if (whose.isEmpty() || isOwn(whose.get())) {
            return look.wrong(message, remedy);
        }
        return look.notCheckable(
                message + ", as it is seen from account " + account.orElse("that is not known")
                        + "; it belongs to account " + whose.get(),
                "");
    }
}
