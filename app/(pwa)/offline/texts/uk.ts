import app from "@/messages/uk/app.json";
import common from "@/messages/uk/common.json";
import connection from "@/messages/uk/connection.json";
import errors from "@/messages/uk/errors.json";
import floor from "@/messages/uk/floor.json";
import pad from "@/messages/uk/pad.json";
import people from "@/messages/uk/people.json";
import signIn from "@/messages/uk/signIn.json";
import staff from "@/messages/uk/staff.json";

export const texts = { app, common, connection, errors, floor, pad, people, signIn, staff };
