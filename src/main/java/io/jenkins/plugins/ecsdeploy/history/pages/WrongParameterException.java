package io.jenkins.plugins.ecsdeploy.history.pages;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** A parameter of a request that cannot be: says so in plain text, with the code for bad requests. */
final class WrongParameterException extends HttpResponses.HttpResponseException {
    private static final long serialVersionUID = 1L;

    WrongParameterException(String message) {
        super(message);
    }

    @Override
    public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node) throws IOException {
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(getMessage());
    }
}
