/** What Nest, Terminus and Fastify look for and do without, and what is native; it is loaded when it is used. */
export const optionalPackages = [
  '@fastify/multipart',
  '@fastify/static',
  '@fastify/view',
  '@grpc/*',
  '@mikro-orm/*',
  '@nestjs/mongoose',
  '@nestjs/sequelize',
  '@nestjs/typeorm',
  '@nestjs/websockets',
  '@nestjs/websockets/*',
  '@prisma/*',
  'bcrypt',
  'file-type',
  'mongoose',
  'sequelize',
  'typeorm',
];
