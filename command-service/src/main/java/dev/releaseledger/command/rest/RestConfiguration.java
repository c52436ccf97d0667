package dev.releaseledger.command.rest;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.directory.Directory;
import jakarta.validation.Validator;
import java.time.InstantSource;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** How requests become commands. */
@Configuration(proxyBeanMethods = false)
class RestConfiguration implements WebMvcConfigurer, WebMvcRegistrations {
    private final Directory directory;
    private final InstantSource clock;
    private final Validator validator;

    RestConfiguration(Directory directory, InstantSource clock, Validator validator) {
        this.directory = directory;
        this.clock = clock;
        this.validator = validator;
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Asked.class);
    }

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new EndpointMapping();
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new AskedResolver(directory, clock));
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.addCustomConverter(new StrictBodies(new BodyReader(validator)));
        builder.addCustomConverter(new StrictDocuments());
    }
}
