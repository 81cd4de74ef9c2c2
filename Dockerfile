# syntax=docker/dockerfile:1
# The registry alone: the bundled server and the two packages that it loads itself.
FROM node:24-alpine AS build
WORKDIR /build
COPY . .
RUN npm install --no-audit --no-fund \
  && node tools/build-if-needed.mjs \
  && node tools/stage-server.mjs dist/package \
  && npm install --prefix dist/package --omit=dev --no-audit --no-fund --no-package-lock

FROM node:24-alpine
ENV NODE_ENV=production
WORKDIR /srv/nest-eureka
COPY --from=build --chown=root:root /build/dist/package ./
# reads `config/` and `application.yml` from here, and writes nothing
WORKDIR /srv
USER node
EXPOSE 8761
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "/srv/nest-eureka/dist/cli.js", "health"]
# node is process 1: it gets SIGTERM itself, and leaves in order
ENTRYPOINT ["node", "/srv/nest-eureka/dist/main.js"]
